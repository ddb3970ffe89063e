-- Client certificates as credentials: pinned by their key, or issued by an authority under a name. And when each
-- credential was used last.

alter table credential add column pin text;           -- SHA-256 of the SPKI, base64; of the client's certificate
alter table credential add column authority text;     -- PEM certificates of the authority
alter table credential add column subject text;       -- the name that the authority must have certified
alter table credential add column last_used_at integer;

create index credential_pin on credential (pin) where pin is not null;
create index credential_subject on credential (subject) where subject is not null;

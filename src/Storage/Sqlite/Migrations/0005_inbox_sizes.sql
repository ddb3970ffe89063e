-- How much of what a partner gave is kept, counted from here on, and how much of what it was told.

alter table inbox add column kept_bytes integer not null default 0;
alter table inbox add column told_bytes integer not null default 0;

update inbox set told_bytes = (
  select coalesce(sum(length(cast(items as blob)) + 256), 0) from addition a
  where a.realm = inbox.realm and a.party = inbox.party and a.agreement_id = inbox.agreement_id);

-- What partners without a node of their own add, and what they were told about it.

-- A version that a partner gave after somebody else had. What it gave first is in `object`, with it as origin.
create table contribution (
  realm        text    not null,
  party        text    not null,
  agreement_id text    not null,
  object_id    text    not null,
  version      text    not null,
  digest       blob    not null,
  bytes        blob,               -- where they differ from the stored object's
  at           integer not null,
  primary key (realm, party, agreement_id, object_id, version)
) without rowid;
create index contribution_object on contribution (realm, party, object_id);

create table addition (
  realm        text    not null,
  party        text    not null,
  addition_id  text    not null,
  agreement_id text    not null,
  received_at  integer not null,
  items        text    not null,   -- JSON: a list of [id, version, refusal or null]
  primary key (realm, party, addition_id)
);
create index addition_time on addition (realm, party, received_at);

create table inbox (
  realm        text    not null,
  party        text    not null,
  agreement_id text    not null,
  taken        integer not null,
  refused      integer not null,
  last_at      integer not null,
  primary key (realm, party, agreement_id)
) without rowid;

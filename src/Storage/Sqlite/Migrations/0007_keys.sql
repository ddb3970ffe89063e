-- Numbers in place of names in the tables that grow with every object: object_key, channel_key and log_key ascend, so
-- that a new row is appended to its tables and indexes and not put somewhere into the middle of them. Realm still
-- decides: a log, a channel and an object are found by realm and name, and their numbers are never another's.

create table object_next (
  object_key       integer primary key,
  realm            text    not null,
  object_id        text    not null,
  version          text    not null,
  type             text    not null,
  digest           blob    not null,  -- SHA-256 of the RFC 8785 form
  submitter        text    not null,
  origin_party     text,              -- null: our own
  origin_agreement text,
  assumed_marking  text,
  stored_at        integer not null,
  bytes            blob    not null   -- as they arrived
);
insert into object_next
select rowid, realm, object_id, version, type, digest, submitter, origin_party, origin_agreement, assumed_marking, stored_at, bytes
from object order by rowid;

create table channel_next (
  channel_key  integer primary key,
  realm        text    not null,
  channel_id   text    not null,
  agreement_id text    not null,
  discloser    text    not null,
  recipient    text    not null,
  origin       text    not null,
  opened_at    integer not null
);
insert into channel_next (realm, channel_id, agreement_id, discloser, recipient, origin, opened_at)
select realm, channel_id, agreement_id, discloser, recipient, origin, opened_at from channel order by opened_at, origin;

-- The queue is in the order in which objects arrived.
create table pending_next (
  channel_key integer not null,
  object_key  integer not null,
  primary key (channel_key, object_key)
) without rowid;
insert into pending_next
select c.channel_key, o.rowid from pending p
join channel_next c on c.realm = p.realm and c.channel_id = p.channel_id
join object o on o.realm = p.realm and o.object_id = p.object_id and o.version = p.version;

create table awaited_next (
  channel_key  integer not null,
  target_id    text    not null,
  object_key   integer not null,
  is_undecided integer not null,     -- whether any decision about the target is news, or only that the recipient has it
  primary key (channel_key, target_id, object_key)
) without rowid;
insert into awaited_next
select c.channel_key, a.target_id, o.rowid, 1 from awaited a
join channel_next c on c.realm = a.realm and c.channel_id = a.channel_id
join object o on o.realm = a.realm and o.object_id = a.object_id and o.version = a.version;

create table decision_next (
  channel_key    integer not null,
  object_key     integer not null,
  type           text    not null,
  outcome        text    not null,
  verdict        integer not null,   -- verdict.verdict_key: thousands of decisions share one text
  decided_at     integer not null,
  decision_index integer not null,
  released_id    text,               -- null: nothing left, or it left under its own id
  entry_index    integer,
  primary key (channel_key, object_key)
) without rowid;
insert into decision_next
select c.channel_key, o.rowid, d.type, d.outcome, d.verdict, d.decided_at, d.decision_index,
       case when d.released_id = d.object_id and d.entry_index is not null then null else d.released_id end, d.entry_index
from decision d
join channel_next c on c.realm = d.realm and c.channel_id = d.channel_id
join object o on o.realm = d.realm and o.object_id = d.object_id and o.version = d.version;

create table log_next (
  log_key    integer primary key,
  realm      text    not null,
  origin     text    not null,
  kind       text    not null,
  size       integer not null,
  root       blob    not null,
  checkpoint text    not null,
  last_time  integer not null
);
insert into log_next (realm, origin, kind, size, root, checkpoint, last_time)
select realm, origin, kind, size, root, checkpoint, last_time from log order by realm, origin;

create table log_entry_next (
  log_key        integer not null,
  entry_index    integer not null,
  time           integer not null,
  object_id      text    not null,
  version        text    not null,
  type           text    not null,
  source_key     integer,            -- the stored object that it was made from; null in decision logs, or if not stored
  source_id      text,               -- null: object_id
  source_version text,               -- null: version
  alias          text,               -- object_id, where source_key does not lead to it
  last_until     integer,            -- the entry by which it is no longer the last version of its object; null: it is
  leaf           blob    not null,
  salt           blob    not null,
  entry          blob    not null,
  primary key (log_key, entry_index)
) without rowid;
insert into log_entry_next
select l.log_key, e.entry_index, e.time, e.object_id, e.version, e.type,
       case l.kind when 'decisions' then null else o.rowid end,
       nullif(e.source_id, e.object_id), nullif(e.source_version, e.version),
       case when l.kind = 'decisions' or (o.rowid is not null and e.source_id = e.object_id) then null else e.object_id end,
       case l.kind when 'decisions' then null else (
         select max(min(n.entry_index), e.entry_index) from log_entry n
         where n.realm = e.realm and n.origin = e.origin and n.object_id = e.object_id
         and (rtrim(n.version, 'Z'), n.entry_index) > (rtrim(e.version, 'Z'), e.entry_index)) end,
       e.leaf, e.salt, e.entry
from log_entry e
join log_next l on l.realm = e.realm and l.origin = e.origin
left join object o on o.realm = e.realm and o.object_id = e.source_id and o.version = e.source_version;

create table log_body_next (
  log_key     integer not null,
  entry_index integer not null,
  bytes       blob    not null
);
insert into log_body_next
select l.log_key, b.entry_index, b.bytes from log_body b join log_next l on l.realm = b.realm and l.origin = b.origin;

create table tile_hash_next (
  log_key    integer not null,
  level      integer not null,
  hash_index integer not null,
  hash       blob    not null,
  primary key (log_key, level, hash_index)
) without rowid;
insert into tile_hash_next
select l.log_key, t.level, t.hash_index, t.hash from tile_hash t join log_next l on l.realm = t.realm and l.origin = t.origin;

drop table pending;
drop table awaited;
drop table decision;
drop table channel;
drop table log_body;
drop table tile_hash;
drop table log_entry;
drop table log;
drop table object;
alter table object_next rename to object;
alter table channel_next rename to channel;
alter table pending_next rename to pending;
alter table awaited_next rename to awaited;
alter table decision_next rename to decision;
alter table log_next rename to log;
alter table log_entry_next rename to log_entry;
alter table log_body_next rename to log_body;
alter table tile_hash_next rename to tile_hash;

create unique index object_name on object (realm, object_id, version);
create index object_type on object (realm, type);
create unique index channel_id on channel (realm, channel_id);
create unique index channel_terms on channel (realm, agreement_id, discloser, recipient);
create unique index channel_origin on channel (realm, origin);
create index awaited_object on awaited (channel_key, object_key);
create index decision_outcome on decision (channel_key, outcome, decision_index);
create unique index log_name on log (realm, origin);
create index log_entry_time on log_entry (log_key, time);
create index log_entry_source on log_entry (log_key, source_key) where source_key is not null;
create index log_entry_alias on log_entry (log_key, alias) where alias is not null;
create unique index log_body_key on log_body (log_key, entry_index);

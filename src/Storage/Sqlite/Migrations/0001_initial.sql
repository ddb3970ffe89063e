-- The first schema. Realm leads every key: no statement can reach across realms by leaving a condition out.
-- Times are microseconds since 1970-01-01T00:00:00Z. Versions are canonical STIX timestamps, '' where an object has none.

create table object (
  realm            text    not null,
  object_id        text    not null,
  version          text    not null,
  type             text    not null,
  bytes            blob    not null,  -- as they arrived
  digest           blob    not null,  -- SHA-256 of the RFC 8785 form
  submitter        text    not null,
  origin_party     text,              -- null: our own
  origin_agreement text,
  assumed_marking  text,
  stored_at        integer not null
);
create unique index object_key on object (realm, object_id, version);
create index object_type on object (realm, type, object_id);

create table agreement (
  realm        text    not null,
  agreement_id text    not null,
  version      integer not null,
  signed       blob    not null,
  active       integer not null,
  changed_at   integer not null,
  primary key (realm, agreement_id, version)
) without rowid;

create table channel (
  realm        text    not null,
  channel_id   text    not null,
  agreement_id text    not null,
  discloser    text    not null,
  recipient    text    not null,
  origin       text    not null,
  opened_at    integer not null,
  primary key (realm, channel_id)
) without rowid;
create unique index channel_terms on channel (realm, agreement_id, discloser, recipient);
create unique index channel_origin on channel (realm, origin);

-- What waits for a decision, by channel. Written in the transaction that stores the object, removed in the one that
-- logs the decision: whatever moment we die at, an object is either waiting or decided.
create table pending (
  realm      text    not null,
  channel_id text    not null,
  queued_at  integer not null,
  object_id  text    not null,
  version    text    not null,
  primary key (realm, channel_id, queued_at)
) without rowid;
create unique index pending_object on pending (realm, channel_id, object_id, version);

-- An object that was withheld because something it refers to has not left yet.
create table awaited (
  realm      text not null,
  channel_id text not null,
  target_id  text not null,
  object_id  text not null,
  version    text not null,
  primary key (realm, channel_id, target_id, object_id, version)
) without rowid;
create index awaited_object on awaited (realm, channel_id, object_id, version);

create table decision (
  realm          text    not null,
  channel_id     text    not null,
  object_id      text    not null,
  version        text    not null,
  type           text    not null,
  outcome        text    not null,
  verdict        integer not null,   -- verdict.verdict_key: thousands of decisions share one text
  decided_at     integer not null,
  decision_index integer not null,
  released_id    text,
  entry_index    integer,
  primary key (realm, channel_id, object_id, version)
) without rowid;
create index decision_outcome on decision (realm, channel_id, outcome, decided_at);

create table verdict (
  verdict_key integer primary key,
  body        text not null unique
);

create table log (
  realm      text    not null,
  origin     text    not null,
  kind       text    not null,
  size       integer not null,
  root       blob    not null,
  checkpoint text    not null,
  last_time  integer not null,
  primary key (realm, origin)
) without rowid;

create table log_entry (
  realm          text    not null,
  origin         text    not null,
  entry_index    integer not null,
  entry          blob    not null,
  leaf           blob    not null,
  time           integer not null,
  salt           blob    not null,
  object_id      text    not null,
  version        text    not null,
  type           text    not null,
  source_id      text    not null,
  source_version text    not null,
  primary key (realm, origin, entry_index)
) without rowid;
create index log_entry_time on log_entry (realm, origin, time);
create index log_entry_object on log_entry (realm, origin, object_id, entry_index);
create index log_entry_source on log_entry (realm, origin, source_id, entry_index);

-- Released bytes that are not a stored object's own: derivatives, and in mirrors what contradicts a stored object.
create table log_body (
  realm       text    not null,
  origin      text    not null,
  entry_index integer not null,
  bytes       blob    not null
);
create unique index log_body_key on log_body (realm, origin, entry_index);

-- Tile hashes of level 1 and above; level 0 is log_entry.leaf.
create table tile_hash (
  realm      text    not null,
  origin     text    not null,
  level      integer not null,
  hash_index integer not null,
  hash       blob    not null,
  primary key (realm, origin, level, hash_index)
) without rowid;

create table receipt (
  realm    text    not null,
  origin   text    not null,
  cosigner text    not null,
  size     integer not null,
  note     text    not null,
  at       integer not null,
  primary key (realm, origin, cosigner, size)
) without rowid;

create table inbound (
  realm             text    not null,
  origin            text    not null,
  agreement_id      text    not null,
  discloser         text    not null,
  recipient         text    not null,
  checkpoint        text    not null,
  checkpoint_size   integer not null,
  stored_size       integer not null,
  receipt           text    not null,
  receipt_size      integer not null,
  receipt_sent_size integer not null,
  last_pull_at      integer,
  fault             text,
  frozen            integer not null,
  evidence          text,
  primary key (realm, origin)
) without rowid;

create table sidecar (
  realm       text    not null,
  object_id   text    not null,
  origin      text    not null,
  entry_index integer not null,
  version     text    not null,
  statement   text    not null,
  primary key (realm, object_id, origin, entry_index)
) without rowid;

create table partner (
  party     text not null primary key,
  keys      text not null,
  url       text,
  tls_pin   text,
  user_name text,
  secret    text
) without rowid;

create table credential (
  name        text    not null primary key,
  party       text    not null,
  kind        text    not null,
  secret_hash text    not null,
  created_at  integer not null,
  expires_at  integer,
  revoked_at  integer
) without rowid;

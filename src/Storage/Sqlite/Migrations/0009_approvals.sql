-- What releasers answered about held objects, every answer; the latest of a version in a channel counts.
create table approval (
  channel_key integer not null,
  object_key  integer not null,
  answered_at integer not null,
  until       integer not null,  -- the first instant at which an approval that was not used is none any more
  is_granted  integer not null,
  account     text    not null,
  reason      text    not null,
  policy      text    not null,  -- SHA-256 (hex) of the agreement set under which it was given
  primary key (channel_key, object_key, answered_at)
) without rowid;

-- Who may answer. The operator's own token lies in a file and is not here.
create table releaser (
  name       text    not null primary key,
  token_hash blob    not null,   -- SHA-256 of a random token of 256 bits
  created_at integer not null,
  revoked_at integer
) without rowid;
create unique index releaser_token on releaser (token_hash);

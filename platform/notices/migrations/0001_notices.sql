-- Notices to people: what is to be said, to whom, over which channels, and what became of each message.
create schema notices;

-- A wording of a kind of notice as an officer made it; a published one never changes. Version 0 is the wording in the program.
create table notices.template (
  id uuid primary key,
  kind text not null,
  version integer check (version > 0),
  title text not null check (length(title) between 1 and 200),
  body text not null check (length(body) between 1 and 4000),
  sms text not null check (length(sms) between 1 and 300),
  made_at timestamptz not null,
  made_by text not null,
  published_at timestamptz,
  published_by text not null default '',
  unique (kind, version),
  check ((version is null) = (published_at is null))
);
create unique index template_one_draft on notices.template (kind) where version is null;

-- How a person wants to be told; who has chosen nothing is told by every way that is known.
create table notices.choice (
  account_id uuid primary key references identity.account,
  channels text[] not null check (channels <@ array['email', 'sms', 'zalo', 'push']),
  manner text not null check (manner in ('all', 'first')),
  muted text[] not null default '{}',
  quiet_from integer not null check (quiet_from between 0 and 1439),
  quiet_until integer not null check (quiet_until between 0 and 1439),
  changed_at timestamptz not null
);

-- An address or number at which nothing arrives, until its owner says that it is good again.
create table notices.bad_address (
  channel text not null check (channel in ('email', 'sms', 'zalo', 'push')),
  address text not null,
  problem text not null,
  found_at timestamptz not null,
  primary key (channel, address)
);

-- A browser that its owner allowed to be told (RFC 8030); gone ones are removed.
create table notices.subscription (
  id uuid primary key,
  account_id uuid not null references identity.account,
  endpoint text not null unique check (length(endpoint) between 10 and 1000),
  p256dh text not null,
  auth_secret text not null,
  device text not null default '',
  made_at timestamptz not null
);
create index subscription_by_account on notices.subscription (account_id);

-- A follower of the province's Zalo account who proved to be the owner of an account, or has been given a word to prove it with.
create table notices.zalo_user (
  account_id uuid primary key references identity.account,
  user_id text unique,
  word_hash bytea unique,
  word_until timestamptz,
  changed_at timestamptz not null,
  check ((word_hash is null) = (word_until is null))
);

-- The newest tokens of the province's Zalo account, sealed; each refresh token is good once.
create table notices.zalo_token (
  app_id text primary key,
  token_secret bytea not null,
  expires_at timestamptz not null,
  claimed_until timestamptz,
  problem text not null default '',
  changed_at timestamptz not null
);

-- One thing that a person is told, in the words of that day. A one-time code is kept apart, sealed, and erased once sent.
create table notices.notice (
  id uuid primary key,
  dedupe_key text not null unique,
  kind text not null,
  subject_relation text not null,
  subject_id uuid not null,
  agency_id uuid references directory.agency,
  confidentiality text not null check (confidentiality in ('normal', 'personal', 'restricted')),
  account_id uuid,
  recipient_name text not null,
  template_version integer not null check (template_version >= 0),
  title text not null,
  body text not null,
  sms text not null,
  facts jsonb not null default '{}',
  path text not null default '',
  is_urgent boolean not null,
  -- Ways that are left when the first one fails, in the person's order.
  remaining jsonb not null default '[]',
  -- Why nothing is sent: switched off by the person, or no way is known.
  silence text not null default '' check (silence in ('', 'muted', 'no_address')),
  code_secret bytea,
  expires_at timestamptz,
  created_at timestamptz not null,
  search text generated always as (database.without_diacritics(title || ' ' || recipient_name || ' ' || body)) stored
);
create index notice_by_account on notices.notice (account_id, created_at) where account_id is not null;
create index notice_by_subject on notices.notice (subject_id);
create index notice_by_agency on notices.notice (agency_id, created_at);
create index notice_by_time on notices.notice (created_at, id);
create index notice_by_search on notices.notice using gin (search gin_trgm_ops);

-- One message over one channel. `is_in_doubt`: it may have gone out already, so the same provider is asked first.
create table notices.delivery (
  id uuid primary key,
  notice_id uuid not null references notices.notice,
  -- What providers know the message by: the same at every try, another one when an officer has a failed one sent anew.
  key uuid not null unique,
  channel text not null check (channel in ('email', 'sms', 'zalo', 'push')),
  address text not null,
  state text not null check (state in
    ('waiting', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'outbox', 'joined', 'expired')),
  due_at timestamptz not null,
  tries integer not null default 0,
  attempt_id uuid,
  claimed_until timestamptz,
  is_in_doubt boolean not null default false,
  was_put_off boolean not null default false,
  joined_into uuid references notices.delivery,
  provider text not null default '',
  provider_reference text not null default '',
  problem text not null default '',
  sent_at timestamptz,
  delivered_at timestamptz,
  changed_at timestamptz not null,
  unique (notice_id, channel, address),
  check ((state = 'sending') = (claimed_until is not null)),
  check ((state = 'joined') = (joined_into is not null))
);
create index delivery_due on notices.delivery (due_at, id) where state = 'waiting';
create index delivery_claimed on notices.delivery (claimed_until) where state = 'sending';
create index delivery_by_notice on notices.delivery (notice_id);
create index delivery_by_day on notices.delivery (channel, address, sent_at) where sent_at is not null;
create index delivery_by_reference on notices.delivery (provider_reference) where provider_reference <> '';

-- One try to send a message: written before the provider is asked, completed afterwards.
create table notices.attempt (
  id uuid primary key,
  delivery_id uuid not null references notices.delivery,
  provider text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('sent', 'retry', 'refused', 'uncertain', 'interrupted')),
  problem text not null default '',
  check ((ended_at is null) = (outcome is null))
);
create index attempt_by_delivery on notices.attempt (delivery_id, started_at);

revoke delete on notices.template, notices.notice, notices.delivery, notices.attempt from cuaso_app;

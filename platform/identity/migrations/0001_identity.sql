create schema identity;

-- An account (tài khoản): how a person signs in. `login` is the official's code, the personal number or the tax number.
-- assurance: declared = nobody has checked who it is; checked = an official saw the paper; national_id = VNeID said so.
create table identity.account (
  id uuid primary key,
  kind text not null check (kind in ('official', 'citizen', 'business')),
  login text not null check (login ~ '^[A-Z0-9][A-Z0-9._-]{2,39}$'),
  name text not null,
  official_id uuid references directory.official,
  assurance text not null default 'declared' check (assurance in ('declared', 'checked', 'national_id')),
  password_secret text,
  must_change_password boolean not null default false,
  status text not null default 'active' check (status in ('active', 'locked', 'closed')),
  failed_attempts integer not null default 0 check (failed_attempts >= 0),
  failed_at timestamptz,
  locked_until timestamptz,
  phone text not null default '',
  email text not null default '',
  created_at timestamptz not null,
  closed_at timestamptz,
  search text generated always as (database.without_diacritics(login || ' ' || name)) stored,
  check ((kind = 'official') = (official_id is not null)),
  check ((status = 'closed') = (closed_at is not null))
);
create unique index account_by_login on identity.account (login) where status <> 'closed';
create index account_by_page on identity.account (login, id);
create unique index account_by_official on identity.account (official_id) where status <> 'closed';
create index account_by_search on identity.account using gin (search gin_trgm_ops);

-- One-time codes of an authenticator application (RFC 6238); `last_step` keeps a code from being used twice.
create table identity.totp (
  account_id uuid primary key references identity.account,
  key_secret text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);

-- A code on paper for the day the telephone is lost; each works once.
create table identity.recovery_code (
  id uuid primary key,
  account_id uuid not null references identity.account,
  code_hash bytea not null,
  used_at timestamptz
);
create index recovery_code_by_account on identity.recovery_code (account_id);

-- A passkey (WebAuthn credential).
create table identity.passkey (
  id uuid primary key,
  account_id uuid not null references identity.account,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_by_account on identity.passkey (account_id);

-- One sign-in on one device. The token is known to the device only; here lies its SHA-256.
create table identity.session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references identity.account,
  device text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  second_factor_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed_out', 'ended_elsewhere', 'replaced', 'password_changed', 'account_closed', 'account_locked', 'owner_proved')),
  check ((ended_at is null) = (ended_because is null)),
  check (expires_at > created_at)
);
create index session_by_account on identity.session (account_id, created_at);

-- Between password and second factor: no session yet, only the right to show the second factor.
create table identity.pending_sign_in (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references identity.account,
  device text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- What an authenticator must sign; each is good for one answer.
create table identity.passkey_challenge (
  id uuid primary key,
  purpose text not null check (purpose in ('register', 'sign_in', 'second_factor')),
  account_id uuid references identity.account,
  challenge text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'sign_in') = (account_id is null))
);

-- A one-time code that an official gave to a person whose paper was checked.
create table identity.reset (
  id uuid primary key,
  account_id uuid not null references identity.account,
  code_hash bytea not null,
  issued_by text not null,
  paper text not null default '',
  removes_second_factor boolean not null default false,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index reset_by_account on identity.reset (account_id);
create unique index reset_one_open on identity.reset (account_id) where used_at is null and withdrawn_at is null;

-- Which account a subject of an OpenID Connect provider (VNeID) is.
create table identity.oidc_link (
  issuer text not null,
  subject text not null,
  account_id uuid not null references identity.account,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (issuer, account_id)
);

-- A sign-in that has gone to the provider and has not come back; bound to the browser that began it.
create table identity.oidc_login (
  id uuid primary key,
  state_hash bytea not null unique,
  binding_hash bytea not null,
  nonce_secret text not null,
  verifier_secret text not null,
  return_to text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A partner's machine; its token names what it may do and is shown once.
create table identity.client (
  id uuid primary key,
  name text not null,
  token_hash bytea not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  valid tstzrange not null check (not isempty(valid) and upper(valid) is not null),
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- What the province has decided about signing in: one row at most.
create table identity.policy (
  id integer primary key check (id = 1),
  require_second_factor_for_officials boolean not null,
  changed_at timestamptz not null
);

-- Accounts are closed, never removed; sessions and spent secrets may be forgotten after their time.
revoke delete on identity.account, identity.client, identity.policy from cuaso_app;

-- Certificates, ways of signing, signed documents and the evidence that they held (circular 41/2017/TT-BTTTT).
create schema signing;

-- An authority whose certificates the province believes, for a time. The addresses of its lists are written here by an
-- administrator: an address inside a stranger's certificate is never asked.
create table signing.authority (
  id uuid primary key,
  name text not null check (length(name) between 1 and 300),
  is_anchor boolean not null,
  der bytea not null,
  fingerprint text not null unique check (fingerprint ~ '^[0-9a-f]{64}$'),
  valid_from timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from),
  trusted_from timestamptz not null,
  trusted_until timestamptz check (trusted_until >= trusted_from),
  crl_url text not null default '',
  ocsp_url text not null default '',
  reason text not null,
  added_at timestamptz not null
);

-- The newest revocation list of an authority, and its newest answer about one certificate; `about` is that certificate's fingerprint.
create table signing.revocation (
  authority_id uuid not null references signing.authority,
  kind text not null check (kind in ('crl', 'ocsp')),
  about text not null default '' check ((about = '') = (kind = 'crl')),
  der bytea,
  fetched_at timestamptz,
  next_update_at timestamptz,
  tried_at timestamptz not null,
  problem text not null default '',
  primary key (authority_id, kind, about),
  check ((der is null) = (fetched_at is null))
);

-- A certificate (chứng thư số) of an official or of an agency: the inventory. The key lies in its device, never here.
create table signing.certificate (
  id uuid primary key,
  holder_kind text not null check (holder_kind in ('official', 'agency')),
  official_id uuid references directory.official,
  agency_id uuid not null references directory.agency,
  holder_name text not null,
  position_title text not null default '',
  der bytea not null,
  fingerprint text not null unique check (fingerprint ~ '^[0-9a-f]{64}$'),
  serial text not null,
  subject text not null,
  issuer text not null,
  authority_id uuid references signing.authority,
  valid_from timestamptz not null,
  valid_until timestamptz not null check (valid_until > valid_from),
  device text not null check (device in ('usb_token', 'sim', 'remote', 'hsm', 'test')),
  -- Where the device finds the key: telephone number, credential at the provider, key in the module.
  key_name text not null default '',
  status text not null default 'active' check (status in ('active', 'locked', 'returned', 'revoked')),
  revoked_at timestamptz,
  status_reason text not null default '',
  image_file_id uuid references files.file,
  recorded_at timestamptz not null,
  search text generated always as (database.without_diacritics(holder_name || ' ' || position_title || ' ' || serial || ' ' || subject)) stored,
  check ((holder_kind = 'official') = (official_id is not null)),
  check ((status = 'revoked') = (revoked_at is not null))
);
create index certificate_by_official on signing.certificate (official_id) where official_id is not null;
create index certificate_by_agency on signing.certificate (agency_id, holder_kind, status);
create index certificate_by_end on signing.certificate (valid_until, id);
create index certificate_by_search on signing.certificate using gin (search gin_trgm_ops);

-- The private key of a `test` certificate, sealed with the key of this installation; for demo and trials only.
create table signing.test_key (
  certificate_id uuid primary key references signing.certificate,
  key_secret bytea not null
);

-- Who handed a device to whom, who locked, unlocked, took back or revoked it.
create table signing.custody (
  id uuid primary key,
  certificate_id uuid not null references signing.certificate,
  act text not null check (act in ('recorded', 'handed_over', 'returned', 'locked', 'unlocked', 'revoked')),
  at timestamptz not null,
  given_by text not null default '',
  given_to text not null default '',
  note text not null default '',
  recorded_by text not null
);
create index custody_by_certificate on signing.custody (certificate_id, at);

-- One confirmation by one signer for up to a hundred documents (phiên ký); of the platform itself when an agency's forms are sealed.
create table signing.session (
  id uuid primary key,
  official_id uuid references directory.official,
  account_id uuid references identity.account,
  certificate_id uuid not null references signing.certificate,
  role text not null check (role in ('person', 'organisation')),
  way text not null check (way in ('server', 'agent', 'remote', 'sim')),
  state text not null default 'open' check (state in ('open', 'ended', 'cancelled', 'expired')),
  refusal text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  ended_at timestamptz,
  -- PIN and one-time code on their way to the provider, sealed; erased as soon as they are used or the session is over.
  activation_secret bytea,
  check ((state = 'open') = (ended_at is null)),
  check (state = 'open' or activation_secret is null)
);
create index session_by_official on signing.session (official_id, created_at);
create index session_open on signing.session (expires_at) where state = 'open';

-- One document of a session: prepared, waiting for its signature value, signed or not. Never half.
create table signing.item (
  id uuid primary key,
  session_id uuid not null references signing.session,
  ordinal integer not null check (ordinal between 1 and 100),
  purpose text not null,
  subject_id uuid not null,
  title text not null,
  detail text not null default '',
  params jsonb not null default '{}',
  state text not null check (state in ('waiting', 'sent', 'answered', 'signed', 'failed', 'cancelled')),
  prepared bytea,
  -- Where the signature goes, as the format needs it.
  prepared_parts jsonb,
  attributes bytea,
  digest bytea,
  provider_reference text not null default '',
  signature bytea,
  refusal text not null default '',
  document_id uuid,
  changed_at timestamptz not null,
  unique (session_id, ordinal),
  check (state not in ('waiting', 'sent', 'answered') or (prepared is not null and attributes is not null and digest is not null)),
  check (state <> 'answered' or signature is not null),
  check (state <> 'signed' or document_id is not null)
);
create unique index item_one_at_once on signing.item (purpose, subject_id) where state in ('waiting', 'sent', 'answered');
create index item_by_subject on signing.item (subject_id);

-- A signed document: what it is about, and the file that carries its signatures now.
create table signing.document (
  id uuid primary key,
  purpose text not null,
  subject_id uuid not null,
  title text not null,
  agency_id uuid not null references directory.agency,
  format text not null check (format in ('pades', 'xades', 'cades')),
  file_id uuid not null references files.file,
  level text not null check (level in ('B-B', 'B-T', 'B-LT')),
  verdict text not null check (verdict in ('valid', 'invalid', 'in_doubt')),
  created_at timestamptz not null,
  checked_at timestamptz not null,
  raise_tries integer not null default 0,
  -- Drafted and signed anew from its beginning: the earlier document stays, but is not the one any more.
  superseded_at timestamptz
);
create unique index document_current on signing.document (purpose, subject_id) where superseded_at is null;
create index document_by_subject on signing.document (subject_id);
create index document_to_raise on signing.document (raise_tries, created_at) where level <> 'B-LT' and superseded_at is null;
create index document_to_check on signing.document (checked_at, id);

-- Each file a document has been: with one more signature, with a time stamp or evidence added later.
create table signing.version (
  document_id uuid not null references signing.document,
  seq integer not null check (seq > 0),
  file_id uuid not null references files.file,
  because text not null check (because in ('signed', 'raised')),
  at timestamptz not null,
  primary key (document_id, seq)
);

-- One signature on a document with the result of its last check.
create table signing.signature (
  id uuid primary key,
  document_id uuid not null references signing.document,
  seq integer not null check (seq > 0),
  role text not null check (role in ('person', 'organisation')),
  certificate_id uuid references signing.certificate,
  session_id uuid references signing.session,
  signer_name text not null,
  signer_title text not null default '',
  claimed_at timestamptz not null,
  proven_at timestamptz,
  level text not null check (level in ('B-B', 'B-T', 'B-LT')),
  verdict text not null check (verdict in ('valid', 'invalid', 'in_doubt')),
  findings jsonb not null default '[]',
  checked_at timestamptz not null,
  unique (document_id, seq)
);

-- What a check stood on, kept with the signature: certificates, revocation answers, time stamps (circular 41/2017).
create table signing.evidence_content (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  der bytea not null
);
create table signing.evidence (
  signature_id uuid not null references signing.signature,
  sha256 text not null references signing.evidence_content,
  kind text not null check (kind in ('certificate', 'revocation', 'time_stamp')),
  kept_at timestamptz not null,
  primary key (signature_id, sha256)
);

-- The program on a signer's own computer that reaches the USB token; its token is known to that computer only.
create table signing.agent (
  id uuid primary key,
  account_id uuid not null references identity.account,
  name text not null default '',
  code_hash bytea,
  code_until timestamptz,
  token_hash bytea unique,
  made_at timestamptz not null,
  paired_at timestamptz,
  last_seen_at timestamptz,
  revoked_at timestamptz,
  check ((paired_at is null) = (token_hash is null))
);
create index agent_by_account on signing.agent (account_id);

revoke delete on signing.authority, signing.certificate, signing.custody, signing.session, signing.item, signing.document,
  signing.version, signing.signature, signing.evidence, signing.evidence_content from cuaso_app;
revoke update on signing.custody, signing.version, signing.evidence_content from cuaso_app;

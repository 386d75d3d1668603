-- Fees and charges: what is owed, how it was paid, receipts, refunds and what does not agree (Law on fees and charges 2015).
create schema payments;

-- The account into which an agency takes transfers; another account is another row with another period.
create table payments.account (
  agency_id uuid not null references directory.agency,
  valid daterange not null check (not isempty(valid)),
  bank_bin text not null check (bank_bin ~ '^\d{6}$'),
  bank_name text not null check (length(bank_name) between 1 and 200),
  account_number text not null check (account_number ~ '^[0-9A-Za-z]{4,19}$'),
  account_name text not null check (length(account_name) between 1 and 200),
  is_invented boolean not null default false,
  primary key (agency_id, valid without overlaps)
);

-- What a dossier owes an agency (khoản phải nộp). The current row; `payments.event` says how it came to be so.
create table payments.payment_order (
  id uuid primary key,
  code text not null unique check (code ~ '^TT[2-9A-HJ-NP-Z]{8}$'),
  dossier_id uuid not null references cases.dossier,
  agency_id uuid not null references directory.agency,
  account_id uuid,
  payer_name text not null,
  due text not null check (due in ('at_filing', 'on_notice')),
  amount_vnd bigint not null check (amount_vnd > 0),
  state text not null check (state in ('due', 'paying', 'paid', 'refunded', 'cancelled')),
  seq integer not null check (seq > 0),
  raised_at timestamptz not null,
  paid_at timestamptz,
  paid_way text check (paid_way in ('gateway', 'transfer', 'cash')),
  paid_reference text,
  check ((paid_at is null) = (paid_way is null) and (paid_at is null) = (paid_reference is null)),
  check ((state in ('paid', 'refunded')) = (paid_at is not null))
);
create unique index payment_order_one_at_filing on payments.payment_order (dossier_id) where due = 'at_filing';
create index payment_order_by_dossier on payments.payment_order (dossier_id);
create index payment_order_by_agency on payments.payment_order (agency_id, state, raised_at desc, id);
create index payment_order_by_raised on payments.payment_order (raised_at desc, id);
create index payment_order_by_paid on payments.payment_order (paid_at) where paid_at is not null;

-- A line of an order: a fee or a charge, in words of that day; what was remitted, and why.
create table payments.line (
  order_id uuid not null references payments.payment_order,
  seq integer not null check (seq > 0),
  key text not null,
  name text not null check (length(name) between 1 and 300),
  kind text not null check (kind in ('fee', 'charge')),
  full_vnd bigint not null check (full_vnd >= 0),
  amount_vnd bigint not null check (amount_vnd between 0 and full_vnd),
  exempt_reason text not null default '',
  primary key (order_id, seq),
  unique (order_id, key),
  check ((amount_vnd < full_vnd) = (exempt_reason <> ''))
);

-- The lines of an order are its amount: looked at when the transaction ends, because order and lines come one after the other.
create function payments.check_sum() returns trigger language plpgsql as $$
declare
  wanted uuid;
begin
  if tg_table_name = 'line' then wanted := new.order_id; else wanted := new.id; end if;
  if exists (select from payments.payment_order o where o.id = wanted
      and o.amount_vnd <> (select coalesce(sum(l.amount_vnd), 0) from payments.line l where l.order_id = o.id)) then
    raise exception 'the lines of payment order % are not its amount', wanted using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger line_sum after insert on payments.line deferrable initially deferred
  for each row execute function payments.check_sum();
create constraint trigger order_sum after insert or update of amount_vnd on payments.payment_order deferrable initially deferred
  for each row execute function payments.check_sum();

-- What happened to an order, in order; rows are only ever added.
create table payments.event (
  order_id uuid not null references payments.payment_order,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('raised', 'begun', 'not_paid', 'paid', 'cancelled', 'receipt_issued', 'receipt_voided',
    'refund_asked', 'refund_confirmed', 'refund_refused', 'refund_failed', 'refunded')),
  at timestamptz not null,
  actor text not null,
  actor_name text not null default '',
  text text not null default '',
  primary key (order_id, seq)
);
-- An order is paid once and refunded once, whatever arrives how often.
create unique index event_paid_once on payments.event (order_id) where kind = 'paid';
create unique index event_refunded_once on payments.event (order_id) where kind = 'refunded';

-- One try at the gateway; at most one is open for an order, so that nobody pays twice by pressing twice.
create table payments.attempt (
  id uuid primary key,
  order_id uuid not null references payments.payment_order,
  number integer not null check (number between 1 and 99),
  reference text not null unique,
  amount_vnd bigint not null check (amount_vnd > 0),
  state text not null default 'open' check (state in ('open', 'succeeded', 'failed', 'expired')),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  next_ask_at timestamptz,
  asked integer not null default 0,
  gateway_number text not null default '',
  result_code text not null default '',
  ended_at timestamptz,
  unique (order_id, number),
  check ((state = 'open') = (ended_at is null)),
  -- One that went over its time is still asked about until the gateway has said that it was not paid.
  check (next_ask_at is not null or state <> 'open'),
  check (next_ask_at is null or state in ('open', 'expired'))
);
create unique index attempt_one_open on payments.attempt (order_id) where state = 'open';
create index attempt_to_ask on payments.attempt (next_ask_at) where next_ask_at is not null;
create index attempt_by_created on payments.attempt (created_at);

-- What the gateway told by itself, once per message; kept even where nothing here fits it yet.
create table payments.callback (
  id uuid primary key,
  reference text not null,
  gateway_number text not null,
  result_code text not null,
  amount_vnd bigint not null,
  received_at timestamptz not null,
  settled_at timestamptz,
  outcome text not null check (outcome in ('kept', 'taken', 'not_paid', 'known', 'other_amount')),
  unique (reference, gateway_number, result_code),
  check ((outcome = 'kept') = (settled_at is null))
);
create index callback_kept on payments.callback (received_at) where settled_at is null;

-- A bank statement as it was handed in, and its incoming transfers.
create table payments.statement (
  id uuid primary key,
  agency_id uuid not null references directory.agency,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  imported_by text not null,
  unique (agency_id, sha256)
);
create table payments.transfer (
  id uuid primary key,
  statement_id uuid not null references payments.statement,
  agency_id uuid not null references directory.agency,
  bank_reference text not null check (length(bank_reference) between 1 and 60),
  booked_on date not null,
  amount_vnd bigint not null check (amount_vnd > 0),
  purpose text not null,
  order_id uuid references payments.payment_order,
  settled_at timestamptz,
  settled_by text,
  note text not null default '',
  unique (agency_id, bank_reference),
  check ((settled_at is null) = (settled_by is null)),
  check (order_id is null or settled_at is not null)
);
create unique index transfer_by_order on payments.transfer (order_id) where order_id is not null;
create index transfer_open on payments.transfer (agency_id, booked_on) where settled_at is null;

-- Money given back: one official asks with a reason, another confirms, then it is done.
create table payments.refund (
  id uuid primary key,
  order_id uuid not null references payments.payment_order,
  amount_vnd bigint not null check (amount_vnd > 0),
  reason text not null check (length(reason) between 1 and 2000),
  state text not null check (state in ('asked', 'refused', 'confirmed', 'done', 'failed')),
  asked_by uuid not null references directory.official,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by uuid references directory.official,
  decided_by_name text not null default '',
  decided_at timestamptz,
  reference text not null default '',
  problem text not null default '',
  done_at timestamptz,
  check (decided_by is null or decided_by <> asked_by),
  check ((state = 'asked') = (decided_at is null)),
  check ((state = 'done') = (done_at is not null))
);
create unique index refund_one_open on payments.refund (order_id) where state in ('asked', 'confirmed', 'done');
create index refund_by_state on payments.refund (state, asked_at);

-- The last receipt number per agency and year; taken in the transaction that makes the receipt, so there is no gap.
create table payments.receipt_series (
  agency_id uuid not null references directory.agency,
  year integer not null check (year between 2000 and 2200),
  last integer not null check (last > 0),
  primary key (agency_id, year)
);

-- A receipt (biên lai); one that is wrong is made void and keeps its number.
create table payments.receipt (
  id uuid primary key,
  order_id uuid not null references payments.payment_order,
  agency_id uuid not null references directory.agency,
  year integer not null,
  number integer not null check (number > 0),
  issued_at timestamptz not null,
  collector_name text not null default '',
  voided_at timestamptz,
  void_reason text,
  void_by text,
  unique (agency_id, year, number),
  check ((voided_at is null) = (void_reason is null) and (voided_at is null) = (void_by is null))
);
create unique index receipt_one_good on payments.receipt (order_id) where voided_at is null;

-- What does not agree between us and the gateway, until somebody has looked into it.
create table payments.difference (
  id uuid primary key,
  kind text not null check (kind in ('other_amount', 'unknown_here', 'unknown_there', 'paid_twice', 'paid_after_cancel')),
  agency_id uuid references directory.agency,
  order_id uuid references payments.payment_order,
  reference text not null,
  gateway_number text not null default '',
  our_vnd bigint,
  gateway_vnd bigint,
  found_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  note text,
  unique (kind, reference, gateway_number),
  check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (note is null))
);
create index difference_open on payments.difference (found_at) where settled_at is null;

-- The comparison of one day with the gateway's list.
create table payments.reconciliation (
  day date primary key,
  ran_at timestamptz not null,
  listed integer not null,
  listed_vnd bigint not null,
  agreed integer not null,
  differences integer not null
);

revoke update, delete on payments.line, payments.event, payments.statement from cuaso_app;
revoke delete on payments.account, payments.payment_order, payments.attempt, payments.callback, payments.transfer, payments.refund,
  payments.receipt_series, payments.receipt, payments.difference, payments.reconciliation from cuaso_app;

-- Papers that come and results that go by the public postal service (Decision 45/2016/QĐ-TTg).
create schema post;

-- What the post asks for an item; another price is another row with another period.
create table post.tariff (
  kind text not null check (kind in ('pick_up', 'delivery')),
  zone text not null check (zone in ('near', 'province')),
  valid daterange not null check (not isempty(valid)),
  fee_vnd bigint not null check (fee_vnd between 0 and 10000000),
  is_invented boolean not null default false,
  primary key (kind, zone, valid without overlaps)
);

-- The last number of the hand-over lists per agency and year; taken in the transaction that makes the list, so there is no gap.
create table post.hand_over_series (
  agency_id uuid not null references directory.agency,
  year integer not null check (year between 2000 and 2200),
  last integer not null check (last > 0),
  primary key (agency_id, year)
);

-- What is given to the post on one day, signed by both sides (bảng kê bàn giao).
create table post.hand_over (
  id uuid primary key,
  agency_id uuid not null references directory.agency,
  year integer not null,
  number integer not null check (number > 0),
  made_on date not null,
  made_at timestamptz not null,
  giver_name text not null,
  taker_name text not null default '' check (length(taker_name) <= 150),
  made_by text not null,
  unique (agency_id, year, number)
);
create index hand_over_by_agency on post.hand_over (agency_id, made_at desc, id);

-- An order to the post (yêu cầu bưu chính): the current row; `post.event` says how it came to be so.
create table post.item (
  id uuid primary key,
  code text not null unique check (code ~ '^BC[2-9A-HJ-NP-Z]{8}$'),
  kind text not null check (kind in ('pick_up', 'delivery')),
  dossier_id uuid not null references cases.dossier,
  agency_id uuid not null references directory.agency,
  account_id uuid,
  recipient_name text not null check (length(recipient_name) between 1 and 150),
  phone text not null check (phone ~ '^0\d{9,10}$'),
  division_code text not null,
  line text not null check (length(line) between 1 and 300),
  -- In words of the day on which the address was given.
  address text not null,
  zone text not null check (zone in ('near', 'province')),
  -- Nothing where no tariff was in force: then the post says what it costs.
  fee_vnd bigint check (fee_vnd >= 0),
  state text not null check (state in ('requested', 'handed_over', 'in_transit', 'delivered', 'returned', 'lost', 'cancelled')),
  seq integer not null check (seq > 0),
  requested_at timestamptz not null,
  changed_at timestamptz not null,
  hand_over_id uuid references post.hand_over,
  handed_over_at timestamptz,
  tracking text check (tracking ~ '^[0-9A-Z]{8,20}$'),
  delivered_at timestamptz,
  receiver_name text not null default '',
  proof_file_id uuid references files.file,
  search text generated always as (database.without_diacritics(code || ' ' || recipient_name || ' ' || phone || ' ' || address || ' ' ||
    coalesce(tracking, ''))) stored,
  check ((hand_over_id is null) = (handed_over_at is null)),
  check (hand_over_id is not null or state in ('requested', 'cancelled')),
  check ((state = 'delivered') = (delivered_at is not null)),
  check ((state = 'delivered') = (receiver_name <> ''))
);
-- Asked twice it is one order: while one is under way there is no second of its kind.
create unique index item_one_open on post.item (dossier_id, kind) where state in ('requested', 'handed_over', 'in_transit');
create unique index item_by_tracking on post.item (tracking) where tracking is not null;
create index item_by_dossier on post.item (dossier_id, requested_at);
create index item_by_agency on post.item (agency_id, state, requested_at, id);
create index item_by_hand_over on post.item (hand_over_id) where hand_over_id is not null;

-- What happened to an order, in order; rows are only ever added. `happened_at` is when, as the post says; `at` when it was written.
create table post.event (
  item_id uuid not null references post.item,
  seq integer not null check (seq > 0),
  kind text not null check (kind in ('requested', 'address_corrected', 'cancelled', 'handed_over', 'struck', 'tracking_given',
    'in_transit', 'delivered', 'returned', 'lost', 'proof_attached', 'loss_reported', 'loss_answered')),
  at timestamptz not null,
  happened_at timestamptz not null,
  actor text not null,
  actor_name text not null default '',
  text text not null default '',
  primary key (item_id, seq)
);

-- An item on a list: kept even where it was struck off again because the post did not take it.
create table post.hand_over_line (
  hand_over_id uuid not null references post.hand_over,
  line integer not null check (line between 1 and 500),
  item_id uuid not null references post.item,
  struck_at timestamptz,
  struck_reason text,
  primary key (hand_over_id, line),
  unique (hand_over_id, item_id),
  check ((struck_at is null) = (struck_reason is null))
);
create index hand_over_line_by_item on post.hand_over_line (item_id);

-- An item said to be lost, with the day until which it must be answered (Law on Post 49/2010/QH12, art. 38).
create table post.loss (
  id uuid primary key,
  item_id uuid not null references post.item,
  reported_by text not null check (reported_by in ('applicant', 'post', 'agency')),
  reported_at timestamptz not null,
  text text not null check (length(text) between 1 and 2000),
  due_on date not null,
  outcome text check (outcome in ('found', 'issued_again', 'compensated')),
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  check ((outcome is null) = (answered_at is null) and (outcome is null) = (answer is null) and
    (outcome is null) = (answered_by_name is null))
);
create unique index loss_one_open on post.loss (item_id) where outcome is null;
create index loss_by_due on post.loss (due_on) where outcome is null;

-- A report of the post as it was handed in, and the lines of it that could not be taken.
create table post.report (
  id uuid primary key,
  agency_id uuid not null references directory.agency,
  file_name text not null,
  imported_at timestamptz not null,
  imported_by text not null,
  taken integer not null,
  known integer not null,
  wrong jsonb not null
);
create index report_by_agency on post.report (agency_id, imported_at desc, id);

revoke update, delete on post.event, post.report from cuaso_app;
revoke delete on post.tariff, post.hand_over_series, post.hand_over, post.item, post.hand_over_line, post.loss from cuaso_app;

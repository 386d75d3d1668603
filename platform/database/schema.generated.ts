/* Made by "bin/db dump" from the migrations; never edited. */

import type { ColumnType } from "kysely";

type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

type Json = JsonValue;

type JsonArray = JsonValue[];

type JsonObject = {
  [x: string]: JsonValue | undefined;
};

type JsonPrimitive = boolean | number | string | null;

type JsonValue = JsonArray | JsonObject | JsonPrimitive;

type Timestamp = ColumnType<Date, Date | string, Date | string>;

interface AccessDelegation {
  holder_id: string;
  id: string;
  official_id: string;
  position_id: string;
  reason: string;
  revoked_at: Timestamp | null;
  valid: string;
}

interface AccessGrant {
  confidentiality: Generated<string>;
  permission: string;
  position_id: string;
  reach: string;
  valid: string;
}

interface AccessPermission {
  is_in_use: Generated<boolean>;
  name: string;
  system: string;
  system_title: string;
  title: string;
}

interface AccessRole {
  confidentiality: Generated<string>;
  duty: string;
  permission: string;
  reach: string;
}

interface AuditBatch {
  hash: Buffer;
  ids: ArrayType<number>;
  leaves: ArrayType<Buffer>;
  number: number;
  previous: Buffer;
  root: Buffer;
  sealed: number;
  sealed_at: Generated<Timestamp>;
  until_xid: string;
}

interface AuditEntry {
  actor: string;
  after: Json | null;
  at: Generated<Timestamp>;
  before: Json | null;
  id: Generated<number>;
  key: string;
  kind: string;
  operation: string;
  relation: string;
  request: string;
  xid: Generated<string>;
}

interface CasesAttachment {
  dossier_id: string;
  file_id: string;
  paper_key: string | null;
  role: string;
  seq: number;
}

interface CasesCalendar {
  applied_at: Timestamp;
  content: Json;
  is_current: boolean;
  version: string;
}

interface CasesDefinition {
  content: Json;
  content_hash: string;
  id: string;
}

interface CasesDossier {
  accepted_at: Timestamp | null;
  account_id: string | null;
  agency_id: string;
  applicant_name: string;
  applicant_number: Generated<string>;
  calendar_version: string | null;
  channel: string;
  closed_as: string | null;
  closed_at: Timestamp | null;
  code: string;
  code_secret: string;
  confidentiality: Generated<string>;
  definition_id: string;
  due_at: Timestamp | null;
  fee_vnd: Generated<number>;
  field_code: string;
  folded: Json;
  id: string;
  level: string;
  official_id: string | null;
  outcome: string | null;
  procedure_code: string;
  procedure_name: string;
  ready_at: Timestamp | null;
  search: Generated<string | null>;
  seq: number;
  state: string;
  step_due_at: Timestamp | null;
  step_key: string | null;
  step_kind: string | null;
  step_title: string | null;
  subject: Generated<string>;
  submitted_at: Timestamp;
  timeliness: string | null;
  unit_id: string | null;
}

interface CasesEvent {
  actor: string;
  actor_name: Generated<string>;
  at: Timestamp;
  data: Json;
  dossier_id: string;
  kind: string;
  seq: number;
}

interface CasesNumberSeries {
  agency_id: string;
  last: number;
  received_on: string;
}

interface DatabaseMigration {
  applied_at: Generated<Timestamp>;
  checksum: string;
  name: string;
}

interface DatabaseStamp {
  only_one: Generated<boolean>;
  version: number;
}

interface DirectoryAgency {
  code: string;
  code_is_synthetic: Generated<boolean>;
  id: string;
  kind: string;
  level: string;
}

interface DirectoryAgencySuccession {
  agency_id: string;
  changed_on: string;
  legal_basis: Generated<string>;
  successor_id: string;
}

interface DirectoryAgencyVersion {
  address: Generated<string>;
  agency_id: string;
  division_code: string | null;
  domain: Generated<string>;
  name: string;
  parent_id: string | null;
  phone: Generated<string>;
  search: Generated<string | null>;
  short_name: string;
  valid: string;
}

interface DirectoryAppointment {
  official_id: string;
  position_id: string;
  valid: string;
}

interface DirectoryDivision {
  code: string;
  kind: string;
  name: string;
  parent_code: string | null;
  search: Generated<string | null>;
  valid: string;
}

interface DirectoryDivisionSuccession {
  changed_on: string;
  code: string;
  legal_basis: Generated<string>;
  successor_code: string;
}

interface DirectoryOfficial {
  code: string;
  id: string;
  is_invented: Generated<boolean>;
  name: string;
  search: Generated<string | null>;
  sort_name: Generated<string | null>;
}

interface DirectoryPosition {
  duty: string;
  id: string;
  title: string;
  unit_id: string;
  valid: Generated<string>;
}

interface DirectoryUnit {
  agency_id: string;
  code: string;
  id: string;
  kind: string;
}

interface DirectoryUnitField {
  field_code: string;
  unit_id: string;
}

interface DirectoryUnitVersion {
  name: string;
  unit_id: string;
  valid: string;
}

interface FilesContent {
  bytes: Buffer;
  sha256: string;
  size: number;
}

interface FilesFile {
  id: string;
  media_type: string;
  name: string;
  purpose: string;
  sha256: string;
  size: number;
  uploaded_at: Timestamp;
  uploaded_by: string;
}

interface FilesUpload {
  begun_at: Timestamp;
  file_id: string | null;
  id: string;
  name: string;
  received: Generated<number>;
  size: number;
  uploaded_by: string;
}

interface FilesUploadPart {
  bytes: Buffer;
  starts_at: number;
  upload_id: string;
}

interface FindingEventVersion {
  audience: string;
  event_key: string;
  groups: Json;
  is_shown: boolean;
  keywords: Generated<string>;
  number: number;
  position: number;
  saved_at: Timestamp;
  saved_by: string;
  summary: string;
  title: string;
}

interface FindingQuestion {
  answer: string;
  edited_at: Timestamp;
  edited_by: string;
  id: string;
  position: number;
  procedure_code: string | null;
  published_answer: string | null;
  published_at: Timestamp | null;
  published_by: string | null;
  published_question: string | null;
  question: string;
  seq: number;
  topic: string;
}

interface IdentityAccount {
  assurance: Generated<string>;
  closed_at: Timestamp | null;
  created_at: Timestamp;
  email: Generated<string>;
  failed_at: Timestamp | null;
  failed_attempts: Generated<number>;
  id: string;
  kind: string;
  locked_until: Timestamp | null;
  login: string;
  must_change_password: Generated<boolean>;
  name: string;
  official_id: string | null;
  password_secret: string | null;
  phone: Generated<string>;
  search: Generated<string | null>;
  status: Generated<string>;
}

interface IdentityClient {
  created_at: Timestamp;
  created_by: string;
  id: string;
  last_used_at: Timestamp | null;
  name: string;
  revoked_at: Timestamp | null;
  scopes: string[];
  token_hash: Buffer;
  valid: string;
}

interface IdentityOidcLink {
  account_id: string;
  issuer: string;
  linked_at: Timestamp;
  subject: string;
}

interface IdentityOidcLogin {
  binding_hash: Buffer;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  nonce_secret: string;
  return_to: string;
  state_hash: Buffer;
  used_at: Timestamp | null;
  verifier_secret: string;
}

interface IdentityPasskey {
  account_id: string;
  counter: number;
  created_at: Timestamp;
  credential_id: string;
  id: string;
  last_used_at: Timestamp | null;
  name: string;
  public_key: Buffer;
  transports: Generated<string[]>;
}

interface IdentityPasskeyChallenge {
  account_id: string | null;
  challenge: string;
  created_at: Timestamp;
  expires_at: Timestamp;
  id: string;
  purpose: string;
  used_at: Timestamp | null;
}

interface IdentityPendingSignIn {
  account_id: string;
  created_at: Timestamp;
  device: Generated<string>;
  expires_at: Timestamp;
  id: string;
  token_hash: Buffer;
  used_at: Timestamp | null;
}

interface IdentityPolicy {
  changed_at: Timestamp;
  id: number;
  require_second_factor_for_officials: boolean;
}

interface IdentityRecoveryCode {
  account_id: string;
  code_hash: Buffer;
  id: string;
  used_at: Timestamp | null;
}

interface IdentityReset {
  account_id: string;
  code_hash: Buffer;
  expires_at: Timestamp;
  id: string;
  issued_at: Timestamp;
  issued_by: string;
  paper: Generated<string>;
  removes_second_factor: Generated<boolean>;
  used_at: Timestamp | null;
  withdrawn_at: Timestamp | null;
}

interface IdentitySession {
  account_id: string;
  created_at: Timestamp;
  device: Generated<string>;
  ended_at: Timestamp | null;
  ended_because: string | null;
  expires_at: Timestamp;
  id: string;
  last_seen_at: Timestamp;
  second_factor_at: Timestamp | null;
  token_hash: Buffer;
}

interface IdentityTotp {
  account_id: string;
  confirmed_at: Timestamp | null;
  created_at: Timestamp;
  key_secret: string;
  last_step: Generated<number>;
}

interface NoticesAttempt {
  delivery_id: string;
  ended_at: Timestamp | null;
  id: string;
  outcome: string | null;
  problem: Generated<string>;
  provider: string;
  started_at: Timestamp;
}

interface NoticesBadAddress {
  address: string;
  channel: string;
  found_at: Timestamp;
  problem: string;
}

interface NoticesChoice {
  account_id: string;
  changed_at: Timestamp;
  channels: string[];
  manner: string;
  muted: Generated<string[]>;
  quiet_from: number;
  quiet_until: number;
}

interface NoticesDelivery {
  address: string;
  attempt_id: string | null;
  changed_at: Timestamp;
  channel: string;
  claimed_until: Timestamp | null;
  delivered_at: Timestamp | null;
  due_at: Timestamp;
  id: string;
  is_in_doubt: Generated<boolean>;
  joined_into: string | null;
  key: string;
  notice_id: string;
  problem: Generated<string>;
  provider: Generated<string>;
  provider_reference: Generated<string>;
  sent_at: Timestamp | null;
  state: string;
  tries: Generated<number>;
  was_put_off: Generated<boolean>;
}

interface NoticesNotice {
  account_id: string | null;
  agency_id: string | null;
  body: string;
  code_secret: Buffer | null;
  confidentiality: string;
  created_at: Timestamp;
  dedupe_key: string;
  expires_at: Timestamp | null;
  facts: Generated<Json>;
  id: string;
  is_urgent: boolean;
  kind: string;
  path: Generated<string>;
  recipient_name: string;
  remaining: Generated<Json>;
  search: Generated<string | null>;
  silence: Generated<string>;
  sms: string;
  subject_id: string;
  subject_relation: string;
  template_version: number;
  title: string;
}

interface NoticesSubscription {
  account_id: string;
  auth_secret: string;
  device: Generated<string>;
  endpoint: string;
  id: string;
  made_at: Timestamp;
  p256dh: string;
}

interface NoticesTemplate {
  body: string;
  id: string;
  kind: string;
  made_at: Timestamp;
  made_by: string;
  published_at: Timestamp | null;
  published_by: Generated<string>;
  sms: string;
  title: string;
  version: number | null;
}

interface NoticesZaloToken {
  app_id: string;
  changed_at: Timestamp;
  claimed_until: Timestamp | null;
  expires_at: Timestamp;
  problem: Generated<string>;
  token_secret: Buffer;
}

interface NoticesZaloUser {
  account_id: string;
  changed_at: Timestamp;
  user_id: string | null;
  word_hash: Buffer | null;
  word_until: Timestamp | null;
}

interface OperationsIdempotency {
  actor: string;
  at: Generated<Timestamp>;
  input_hash: string;
  key: string;
  operation: string;
  output: Json | null;
}

interface PaymentsAccount {
  account_name: string;
  account_number: string;
  agency_id: string;
  bank_bin: string;
  bank_name: string;
  is_invented: Generated<boolean>;
  valid: string;
}

interface PaymentsAttempt {
  amount_vnd: number;
  asked: Generated<number>;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  gateway_number: Generated<string>;
  id: string;
  next_ask_at: Timestamp | null;
  number: number;
  order_id: string;
  reference: string;
  result_code: Generated<string>;
  state: Generated<string>;
}

interface PaymentsCallback {
  amount_vnd: number;
  gateway_number: string;
  id: string;
  outcome: string;
  received_at: Timestamp;
  reference: string;
  result_code: string;
  settled_at: Timestamp | null;
}

interface PaymentsDifference {
  agency_id: string | null;
  found_at: Timestamp;
  gateway_number: Generated<string>;
  gateway_vnd: number | null;
  id: string;
  kind: string;
  note: string | null;
  order_id: string | null;
  our_vnd: number | null;
  reference: string;
  settled_at: Timestamp | null;
  settled_by: string | null;
}

interface PaymentsEvent {
  actor: string;
  actor_name: Generated<string>;
  at: Timestamp;
  kind: string;
  order_id: string;
  seq: number;
  text: Generated<string>;
}

interface PaymentsLine {
  amount_vnd: number;
  exempt_reason: Generated<string>;
  full_vnd: number;
  key: string;
  kind: string;
  name: string;
  order_id: string;
  seq: number;
}

interface PaymentsPaymentOrder {
  account_id: string | null;
  agency_id: string;
  amount_vnd: number;
  code: string;
  dossier_id: string;
  due: string;
  id: string;
  paid_at: Timestamp | null;
  paid_reference: string | null;
  paid_way: string | null;
  payer_name: string;
  raised_at: Timestamp;
  seq: number;
  state: string;
}

interface PaymentsReceipt {
  agency_id: string;
  collector_name: Generated<string>;
  id: string;
  issued_at: Timestamp;
  number: number;
  order_id: string;
  void_by: string | null;
  void_reason: string | null;
  voided_at: Timestamp | null;
  year: number;
}

interface PaymentsReceiptSeries {
  agency_id: string;
  last: number;
  year: number;
}

interface PaymentsReconciliation {
  agreed: number;
  day: string;
  differences: number;
  listed: number;
  listed_vnd: number;
  ran_at: Timestamp;
}

interface PaymentsRefund {
  amount_vnd: number;
  asked_at: Timestamp;
  asked_by: string;
  asked_by_name: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decided_by_name: Generated<string>;
  done_at: Timestamp | null;
  id: string;
  order_id: string;
  problem: Generated<string>;
  reason: string;
  reference: Generated<string>;
  state: string;
}

interface PaymentsStatement {
  agency_id: string;
  file_name: string;
  id: string;
  imported_at: Timestamp;
  imported_by: string;
  sha256: string;
}

interface PaymentsTransfer {
  agency_id: string;
  amount_vnd: number;
  bank_reference: string;
  booked_on: string;
  id: string;
  note: Generated<string>;
  order_id: string | null;
  purpose: string;
  settled_at: Timestamp | null;
  settled_by: string | null;
  statement_id: string;
}

interface PostEvent {
  actor: string;
  actor_name: Generated<string>;
  at: Timestamp;
  happened_at: Timestamp;
  item_id: string;
  kind: string;
  seq: number;
  text: Generated<string>;
}

interface PostHandOver {
  agency_id: string;
  giver_name: string;
  id: string;
  made_at: Timestamp;
  made_by: string;
  made_on: string;
  number: number;
  taker_name: Generated<string>;
  year: number;
}

interface PostHandOverLine {
  hand_over_id: string;
  item_id: string;
  line: number;
  struck_at: Timestamp | null;
  struck_reason: string | null;
}

interface PostHandOverSeries {
  agency_id: string;
  last: number;
  year: number;
}

interface PostItem {
  account_id: string | null;
  address: string;
  agency_id: string;
  changed_at: Timestamp;
  code: string;
  delivered_at: Timestamp | null;
  division_code: string;
  dossier_id: string;
  fee_vnd: number | null;
  hand_over_id: string | null;
  handed_over_at: Timestamp | null;
  id: string;
  kind: string;
  line: string;
  phone: string;
  proof_file_id: string | null;
  receiver_name: Generated<string>;
  recipient_name: string;
  requested_at: Timestamp;
  search: Generated<string | null>;
  seq: number;
  state: string;
  tracking: string | null;
  zone: string;
}

interface PostLoss {
  answer: string | null;
  answered_at: Timestamp | null;
  answered_by_name: string | null;
  due_on: string;
  id: string;
  item_id: string;
  outcome: string | null;
  reported_at: Timestamp;
  reported_by: string;
  text: string;
}

interface PostReport {
  agency_id: string;
  file_name: string;
  id: string;
  imported_at: Timestamp;
  imported_by: string;
  known: number;
  taken: number;
  wrong: Json;
}

interface PostTariff {
  fee_vnd: number;
  is_invented: Generated<boolean>;
  kind: string;
  valid: string;
  zone: string;
}

interface ProceduresDraft {
  content: Json;
  edited_at: Timestamp;
  edited_by: string;
  procedure_code: string;
  seq: number;
}

interface ProceduresField {
  code: string;
  ministry: Generated<string>;
  name: string;
}

interface ProceduresListed {
  agency_text: Generated<string>;
  code: string;
  decision: Generated<string>;
  field_code: string;
  levels: string[];
  name: string;
  reason: string;
  source: string;
}

interface ProceduresProcedure {
  code: string;
  created_at: Generated<Timestamp>;
  source: Generated<string>;
}

interface ProceduresVersion {
  agency_id: string | null;
  audience: Generated<string>;
  confidentiality: Generated<string>;
  definition_id: string;
  field_code: string;
  legal_basis: Generated<string>;
  levels: string[];
  name: string;
  note: Generated<string>;
  number: number;
  online_level: number;
  procedure_code: string;
  published_at: Timestamp;
  published_by: string;
  valid: string;
}

interface RatingsRating {
  attitude: string;
  changed_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: string | null;
  decision_reason: Generated<string>;
  dossier_id: string;
  ease: string;
  given_with: string;
  handler_unit_id: string | null;
  overall: string;
  published_words: Generated<string>;
  rated_at: Timestamp;
  reason: Generated<string>;
  timeliness: string;
  words: Generated<string>;
  words_state: string;
}

interface SearchDocument {
  corpus: string;
  extra: Generated<Json>;
  folded_body: string;
  folded_keywords: Generated<string>;
  folded_title: string;
  ref: string;
  spelled: Generated<string | null>;
  title: string;
  title_words: Generated<number>;
  weight: Generated<number>;
  words: Generated<string | null>;
}

interface SearchWord {
  corpus: string;
  near: Generated<string[]>;
  word: string;
}

interface ServicesDraft {
  account_id: string;
  agency_id: string;
  answers: Generated<Json>;
  begun_at: Timestamp;
  behalf: Generated<Json>;
  contact: Generated<Json>;
  definition_id: string;
  id: string;
  last_page: Generated<string>;
  left_behind: Generated<Json>;
  procedure_code: string;
  saved_at: Timestamp;
  sent_as: string | null;
  visited: Generated<string[]>;
}

interface ServicesDraftFile {
  added_at: Timestamp;
  draft_id: string;
  file_id: string;
  held_dossier_id: string | null;
  paper_key: string;
}

interface ServicesKeptTyping {
  draft_id: string;
  kept_at: Timestamp;
  page: string;
  token_hash: string;
  typed: Json;
}

interface ServicesReusedPaper {
  dossier_id: string;
  held_dossier_id: string;
  paper_key: string;
  reused_on: string;
}

interface SigningAgent {
  account_id: string;
  code_hash: Buffer | null;
  code_until: Timestamp | null;
  id: string;
  last_seen_at: Timestamp | null;
  made_at: Timestamp;
  name: Generated<string>;
  paired_at: Timestamp | null;
  revoked_at: Timestamp | null;
  token_hash: Buffer | null;
}

interface SigningAuthority {
  added_at: Timestamp;
  crl_url: Generated<string>;
  der: Buffer;
  fingerprint: string;
  id: string;
  is_anchor: boolean;
  name: string;
  ocsp_url: Generated<string>;
  reason: string;
  trusted_from: Timestamp;
  trusted_until: Timestamp | null;
  valid_from: Timestamp;
  valid_until: Timestamp;
}

interface SigningCertificate {
  agency_id: string;
  authority_id: string | null;
  der: Buffer;
  device: string;
  fingerprint: string;
  holder_kind: string;
  holder_name: string;
  id: string;
  image_file_id: string | null;
  issuer: string;
  key_name: Generated<string>;
  official_id: string | null;
  position_title: Generated<string>;
  recorded_at: Timestamp;
  revoked_at: Timestamp | null;
  search: Generated<string | null>;
  serial: string;
  status: Generated<string>;
  status_reason: Generated<string>;
  subject: string;
  valid_from: Timestamp;
  valid_until: Timestamp;
}

interface SigningCustody {
  act: string;
  at: Timestamp;
  certificate_id: string;
  given_by: Generated<string>;
  given_to: Generated<string>;
  id: string;
  note: Generated<string>;
  recorded_by: string;
}

interface SigningDocument {
  agency_id: string;
  checked_at: Timestamp;
  created_at: Timestamp;
  file_id: string;
  format: string;
  id: string;
  level: string;
  purpose: string;
  raise_tries: Generated<number>;
  subject_id: string;
  superseded_at: Timestamp | null;
  title: string;
  verdict: string;
}

interface SigningEvidence {
  kept_at: Timestamp;
  kind: string;
  sha256: string;
  signature_id: string;
}

interface SigningEvidenceContent {
  der: Buffer;
  sha256: string;
}

interface SigningItem {
  attributes: Buffer | null;
  changed_at: Timestamp;
  detail: Generated<string>;
  digest: Buffer | null;
  document_id: string | null;
  id: string;
  ordinal: number;
  params: Generated<Json>;
  prepared: Buffer | null;
  prepared_parts: Json | null;
  provider_reference: Generated<string>;
  purpose: string;
  refusal: Generated<string>;
  session_id: string;
  signature: Buffer | null;
  state: string;
  subject_id: string;
  title: string;
}

interface SigningRevocation {
  about: Generated<string>;
  authority_id: string;
  der: Buffer | null;
  fetched_at: Timestamp | null;
  kind: string;
  next_update_at: Timestamp | null;
  problem: Generated<string>;
  tried_at: Timestamp;
}

interface SigningSession {
  account_id: string | null;
  activation_secret: Buffer | null;
  certificate_id: string;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  id: string;
  official_id: string | null;
  refusal: Generated<string>;
  role: string;
  state: Generated<string>;
  way: string;
}

interface SigningSignature {
  certificate_id: string | null;
  checked_at: Timestamp;
  claimed_at: Timestamp;
  document_id: string;
  findings: Generated<Json>;
  id: string;
  level: string;
  proven_at: Timestamp | null;
  role: string;
  seq: number;
  session_id: string | null;
  signer_name: string;
  signer_title: Generated<string>;
  verdict: string;
}

interface SigningTestKey {
  certificate_id: string;
  key_secret: Buffer;
}

interface SigningVersion {
  at: Timestamp;
  because: string;
  document_id: string;
  file_id: string;
  seq: number;
}

/** Every table by its schema and name. */
export interface DB {
  "access.delegation": AccessDelegation;
  "access.grant": AccessGrant;
  "access.permission": AccessPermission;
  "access.role": AccessRole;
  "audit.batch": AuditBatch;
  "audit.entry": AuditEntry;
  "cases.attachment": CasesAttachment;
  "cases.calendar": CasesCalendar;
  "cases.definition": CasesDefinition;
  "cases.dossier": CasesDossier;
  "cases.event": CasesEvent;
  "cases.number_series": CasesNumberSeries;
  "database.migration": DatabaseMigration;
  "database.stamp": DatabaseStamp;
  "directory.agency": DirectoryAgency;
  "directory.agency_succession": DirectoryAgencySuccession;
  "directory.agency_version": DirectoryAgencyVersion;
  "directory.appointment": DirectoryAppointment;
  "directory.division": DirectoryDivision;
  "directory.division_succession": DirectoryDivisionSuccession;
  "directory.official": DirectoryOfficial;
  "directory.position": DirectoryPosition;
  "directory.unit": DirectoryUnit;
  "directory.unit_field": DirectoryUnitField;
  "directory.unit_version": DirectoryUnitVersion;
  "files.content": FilesContent;
  "files.file": FilesFile;
  "files.upload": FilesUpload;
  "files.upload_part": FilesUploadPart;
  "finding.event_version": FindingEventVersion;
  "finding.question": FindingQuestion;
  "identity.account": IdentityAccount;
  "identity.client": IdentityClient;
  "identity.oidc_link": IdentityOidcLink;
  "identity.oidc_login": IdentityOidcLogin;
  "identity.passkey": IdentityPasskey;
  "identity.passkey_challenge": IdentityPasskeyChallenge;
  "identity.pending_sign_in": IdentityPendingSignIn;
  "identity.policy": IdentityPolicy;
  "identity.recovery_code": IdentityRecoveryCode;
  "identity.reset": IdentityReset;
  "identity.session": IdentitySession;
  "identity.totp": IdentityTotp;
  "notices.attempt": NoticesAttempt;
  "notices.bad_address": NoticesBadAddress;
  "notices.choice": NoticesChoice;
  "notices.delivery": NoticesDelivery;
  "notices.notice": NoticesNotice;
  "notices.subscription": NoticesSubscription;
  "notices.template": NoticesTemplate;
  "notices.zalo_token": NoticesZaloToken;
  "notices.zalo_user": NoticesZaloUser;
  "operations.idempotency": OperationsIdempotency;
  "payments.account": PaymentsAccount;
  "payments.attempt": PaymentsAttempt;
  "payments.callback": PaymentsCallback;
  "payments.difference": PaymentsDifference;
  "payments.event": PaymentsEvent;
  "payments.line": PaymentsLine;
  "payments.payment_order": PaymentsPaymentOrder;
  "payments.receipt": PaymentsReceipt;
  "payments.receipt_series": PaymentsReceiptSeries;
  "payments.reconciliation": PaymentsReconciliation;
  "payments.refund": PaymentsRefund;
  "payments.statement": PaymentsStatement;
  "payments.transfer": PaymentsTransfer;
  "post.event": PostEvent;
  "post.hand_over": PostHandOver;
  "post.hand_over_line": PostHandOverLine;
  "post.hand_over_series": PostHandOverSeries;
  "post.item": PostItem;
  "post.loss": PostLoss;
  "post.report": PostReport;
  "post.tariff": PostTariff;
  "procedures.draft": ProceduresDraft;
  "procedures.field": ProceduresField;
  "procedures.listed": ProceduresListed;
  "procedures.procedure": ProceduresProcedure;
  "procedures.version": ProceduresVersion;
  "ratings.rating": RatingsRating;
  "search.document": SearchDocument;
  "search.word": SearchWord;
  "services.draft": ServicesDraft;
  "services.draft_file": ServicesDraftFile;
  "services.kept_typing": ServicesKeptTyping;
  "services.reused_paper": ServicesReusedPaper;
  "signing.agent": SigningAgent;
  "signing.authority": SigningAuthority;
  "signing.certificate": SigningCertificate;
  "signing.custody": SigningCustody;
  "signing.document": SigningDocument;
  "signing.evidence": SigningEvidence;
  "signing.evidence_content": SigningEvidenceContent;
  "signing.item": SigningItem;
  "signing.revocation": SigningRevocation;
  "signing.session": SigningSession;
  "signing.signature": SigningSignature;
  "signing.test_key": SigningTestKey;
  "signing.version": SigningVersion;
}

import { type Failure, isFailure } from '@cuaso/kernel/errors.ts';
import { statusOfKind, textOf, waitSecondsOf } from './failure-texts.ts';
import { referenceOf } from './request-id.ts';

/** The body of every refusal; one shape for all operations and routes. */
export type ErrorBody = {
  error: { code: string; kind: string; message: string; fields?: Record<string, string>; reference?: string };
};

/** What goes back over HTTP. */
export type ErrorAnswer = { status: number; headers: Record<string, string>; body: ErrorBody; isBug: boolean };

/** A refusal by the protocol itself, before any operation is reached. */
type Protocol = { status: number; code: string; message: string };

const protocols: Readonly<Record<string, Protocol>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    status: 400,
    code: 'malformed_json',
    message: 'Nội dung gửi lên không phải là JSON.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'malformed_json', message: 'Nội dung gửi lên không phải là JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'malformed_request',
    message: 'Độ dài nội dung không đúng.',
  },
  FST_ERR_BAD_URL: { status: 400, code: 'malformed_request', message: 'Địa chỉ không hợp lệ.' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'too_large', message: 'Nội dung gửi lên lớn hơn mức cho phép.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'wrong_media_type',
    message: 'Chỉ nhận nội dung application/json.',
  },
};

/** Maps whatever was thrown to the one shape of refusals; what is no refusal is a bug and says only its reference. */
export function errorAnswerOf(error: unknown, requestId: string): ErrorAnswer {
  if (isFailure(error)) return failureAnswer(error);
  const code = (error as { code?: unknown } | null)?.code;
  const protocol =
    error instanceof SyntaxError && !code ? protocols['FST_ERR_CTP_INVALID_JSON_BODY'] : protocols[String(code)];
  if (protocol !== undefined) return protocolAnswer(protocol.status, protocol.code, protocol.message);
  const reference = referenceOf(requestId);
  const message = `Hệ thống gặp lỗi ngoài ý muốn. Mã tham chiếu: ${reference}.`;
  const body: ErrorBody = { error: { code: 'operations.unexpected', kind: 'bug', message, reference } };
  return { status: 500, headers: {}, body, isBug: true };
}

/** A refusal by the protocol: wrong method, unknown address, body that cannot be read. */
export function protocolAnswer(status: number, code: string, message: string): ErrorAnswer {
  const kind = status === 404 ? 'not_found' : 'invalid';
  return { status, headers: {}, body: { error: { code: `operations.${code}`, kind, message } }, isBug: false };
}

function failureAnswer(failure: Failure): ErrorAnswer {
  const { kind, code, details } = failure;
  const headers: Record<string, string> = {};
  if (kind === 'signed_out') headers['www-authenticate'] = 'Bearer realm="cuaso"';
  if (kind === 'too_many' || kind === 'unavailable') headers['retry-after'] = String(waitSecondsOf(details));
  const fields = fieldsOf(details);
  const body: ErrorBody = { error: { code, kind, message: textOf(failure), ...(fields && { fields }) } };
  return { status: statusOfKind[kind], headers, body, isBug: false };
}

function fieldsOf(details: Failure['details']): Record<string, string> | undefined {
  const fields = details['fields'];
  if (typeof fields !== 'object' || fields === null) return undefined;
  return Object.fromEntries(Object.entries(fields).map(([path, text]) => [path, String(text)]));
}

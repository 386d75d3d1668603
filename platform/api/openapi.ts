import { failureKinds } from '@cuaso/kernel/errors.ts';
import type { AnyOperation } from '../operations/operation.ts';
import type { Registry } from '../operations/registry.ts';
import { accessInWords, isOffered } from './access-in-words.ts';
import { statusOfKind } from './failure-texts.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { pathOf } from './operation-routes.ts';

const about = [
  'Mỗi thao tác có một địa chỉ `/api/<phân hệ>/<động từ>-<danh từ>`: POST với JSON; thao tác chỉ đọc nhận cả GET với tham số.',
  'Hệ thống đối tác gửi `Authorization: Bearer …`; trình duyệt gửi cookie của phiên đăng nhập.',
  'Lệnh có thể gửi lại an toàn với cùng `Idempotency-Key`: lần sau nhận đúng kết quả lần đầu.',
  'Mọi trả lời có `X-Request-Id`; khi báo lỗi hãy nêu mã này.',
].join('\n\n');

const statusTexts: Readonly<Record<number, string>> = {
  400: 'Nội dung gửi lên không phải là JSON',
  401: 'Chưa đăng nhập, hoặc mã truy cập không đúng',
  403: 'Không có quyền',
  404: 'Không tìm thấy',
  409: 'Dữ liệu vừa thay đổi, hoặc khóa chống gửi trùng đã dùng cho việc khác',
  413: 'Nội dung quá lớn',
  422: 'Thông tin chưa hợp lệ; `fields` nói mục nào',
  429: 'Quá nhiều yêu cầu; đợi theo `Retry-After`',
  500: 'Lỗi ngoài ý muốn; `reference` là mã để tra',
  503: 'Tạm thời chưa phục vụ được',
};

/** The OpenAPI 3.1 document of everything that the registry offers to the outside. */
export function openapiOf(registry: Registry, version: string): Record<string, unknown> {
  const offered = [...registry.operations.values()].filter(isOffered).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    openapi: '3.1.0',
    info: { title: 'Cửa Số', version, description: about, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    tags: registry.systems.map(({ name, title }) => ({ name, description: title })),
    paths: Object.fromEntries(offered.map((operation) => [pathOf(operation), pathItemOf(operation, registry)])),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Mã truy cập của hệ thống đối tác' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'cuaso_session',
          description: 'Phiên đăng nhập của trình duyệt',
        },
      },
      parameters: {
        idempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description: 'Khóa chống gửi trùng; giữ 30 ngày',
          schema: { type: 'string', pattern: '^[\\w.:-]{1,100}$' },
        },
      },
      schemas: { Error: errorSchema, ...Object.fromEntries(offered.flatMap(schemasOf)) },
      responses: Object.fromEntries(
        Object.entries(statusTexts).map(([status, text]) => [`e${status}`, errorResponse(text)]),
      ),
    },
  };
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'kind', 'message'],
      properties: {
        code: { type: 'string', description: 'Mã lỗi, ví dụ operations.invalid_input' },
        kind: { type: 'string', enum: [...failureKinds, 'bug'] },
        message: { type: 'string', description: 'Câu tiếng Việt cho người dùng' },
        fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Lỗi theo từng mục' },
        reference: { type: 'string', description: 'Mã tham chiếu khi lỗi ngoài ý muốn' },
      },
    },
  },
};

function errorResponse(description: string): Record<string, unknown> {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

function pathItemOf(operation: AnyOperation, registry: Registry): Record<string, unknown> {
  const shared = {
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    description: `Ai được gọi: ${accessInWords(operation, registry)}.`,
    security: 'everyone' in operation.access ? [{}] : [{ token: [] }, { session: [] }],
    responses: {
      200: {
        description: 'Kết quả',
        content: { 'application/json': { schema: refOf(operation, 'output') } },
      },
      ...Object.fromEntries(
        statusesOf(operation).map((status) => [status, { $ref: `#/components/responses/e${status}` }]),
      ),
    },
  };
  const body = { required: true, content: { 'application/json': { schema: refOf(operation, 'input') } } };
  if (operation.kind === 'command') {
    const parameters = operation.secret ? [] : [{ $ref: '#/components/parameters/idempotencyKey' }];
    return { post: { operationId: operation.name, ...shared, parameters, requestBody: body } };
  }
  return {
    get: {
      operationId: operation.name,
      ...shared,
      parameters: parametersOf(jsonSchemaOf(operation.input, 'input', placeOf(operation, 'input'))),
    },
    post: { operationId: `${operation.name}.post`, ...shared, requestBody: body },
  };
}

function schemasOf(operation: AnyOperation): [string, JsonSchema][] {
  return (['input', 'output'] as const).map((io) => [
    `${operation.name}.${io}`,
    jsonSchemaOf(operation[io], io, placeOf(operation, io)),
  ]);
}

function refOf(operation: AnyOperation, io: 'input' | 'output'): { $ref: string } {
  return { $ref: placeOf(operation, io) };
}

function placeOf(operation: AnyOperation, io: 'input' | 'output'): string {
  return `#/components/schemas/${operation.name}.${io}`;
}

function parametersOf({ properties, required }: JsonSchema): Record<string, unknown>[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => {
    const shared = { name, in: 'query', required: required?.includes(name) ?? false };
    return schema.type === 'object'
      ? { ...shared, content: { 'application/json': { schema } } }
      : { ...shared, schema };
  });
}

function statusesOf({ access, kind }: AnyOperation): number[] {
  const closed = 'everyone' in access ? [] : [statusOfKind.signed_out, statusOfKind.denied];
  const changing = kind === 'command' ? [statusOfKind.conflict] : [];
  return [
    400,
    ...closed,
    statusOfKind.not_found,
    ...changing,
    413,
    statusOfKind.invalid,
    statusOfKind.too_many,
    500,
    503,
  ];
}

import type { RequestEvent } from '@sveltejs/kit';
import type { Appearance } from './appearance.ts';

/** Who acts, as the pages need to know it; the platform knows more. */
export type Actor = {
  kind: 'anonymous' | 'citizen' | 'officer' | 'client' | 'system';
  /** The name that the page greets with. */
  name?: string;
  /** The position held just now, for an officer: "Chuyên viên, Phòng Tài nguyên và Môi trường". */
  position?: string;
  unit?: string;
  agency?: string;
  /** Set while acting by delegation: for whom and until which moment. */
  onBehalfOf?: { name: string; until: Date };
};

/** The signed-in session behind the cookie `cuaso_session`. */
export type Session = { id: string; expiresAt?: Date };

/** What an operation looks like from here: a name, and the types of what goes in and comes out. */
export type Operation<Input, Output> = {
  readonly name: string;
  readonly input: { readonly _zod: { readonly input: Input } };
  readonly output: { readonly _zod: { readonly output: Output } };
};

/** Options of one call. A command that a person may repeat carries the key of its form. */
export type RunOptions = { idempotencyKey?: string };

/** Runs an operation as the person of this request. */
export type Run = <Input, Output>(
  operation: Operation<Input, Output>,
  input: unknown,
  options?: RunOptions,
) => Promise<Output>;

/** What `server.ts` hangs on the Node request before it hands over to the pages. */
export type Seam = {
  run(
    operation: Operation<unknown, unknown>,
    actor: Actor,
    rawInput: unknown,
    options: RunOptions & { requestId: string },
  ): Promise<unknown>;
  /** The person behind a session cookie; no session means an anonymous actor. */
  identify(cookie: string | undefined): Promise<{ actor: Actor; session?: Session }>;
  requestId: string;
  log?(entry: Record<string, unknown>): void;
  province?: Province;
};

/** The province that these pages serve, from the directory. */
export type Province = {
  name: string;
  office: string;
  unit: string;
  address: string;
  phone: string;
  email: string;
};

/** What `event.locals` offers to every load and action. */
export type Locals = {
  run: Run;
  actor: Actor;
  session: Session | undefined;
  requestId: string;
  theme: Appearance;
  province: Province;
};

export const sessionCookie = 'cuaso_session';

/** The seam on the Node request, or nothing when the pages run without the platform (as in a test of the shell alone). */
export function seamOf(event: RequestEvent): Seam | undefined {
  const request = event.platform?.req as { cuaso?: Seam } | undefined;
  return request?.cuaso;
}

/** The one place where the pages meet the platform: change this when the seam changes. */
export async function connect(event: RequestEvent): Promise<Omit<Locals, 'theme'>> {
  const seam = seamOf(event);
  const requestId = seam?.requestId ?? crypto.randomUUID();
  const who = seam ? await seam.identify(event.cookies.get(sessionCookie)) : undefined;
  const actor = who?.actor ?? { kind: 'anonymous' as const };
  const run = async (operation: Operation<unknown, unknown>, input: unknown, options: RunOptions = {}) => {
    if (!seam) throw new Error('The pages run without the platform.');
    return seam.run(operation, actor, input, { ...options, requestId });
  };
  return { run: run as Run, actor, session: who?.session, requestId, province: seam?.province ?? demoProvince };
}

const demoProvince: Province = {
  name: 'tỉnh Tiền Giang',
  office: 'Ủy ban nhân dân tỉnh Tiền Giang',
  unit: 'Văn phòng Ủy ban nhân dân tỉnh (dữ liệu minh họa)',
  address: 'Số 00 đường Minh Họa, thành phố Mỹ Tho (dữ liệu minh họa)',
  phone: '0273 000 0000 (dữ liệu minh họa)',
  email: 'cuaso@tiengiang.example (dữ liệu minh họa)',
};

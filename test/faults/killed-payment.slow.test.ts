import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../platform/audit/verify.ts';
import { embeddedConnection } from '../../platform/database/connection.ts';
import { dataFolder } from '../../platform/database/data-folder.ts';
import { openDatabase } from '../../platform/database/database.ts';
import { processesIn, signal } from '../../platform/database/processes.ts';
import { rowsOf } from '../browser/demo.ts';
import { type GatewayService, startGatewayService } from '../payment-gateway/gateway-service.ts';
import { paidProcedure } from '../payment-world.ts';
import { type Caller, callerOf, demoOf, type ServerProcess, signIn, startServer } from '../server-process.ts';

const count = 40;
const data = mkdtempSync(join(tmpdir(), 'cuaso-kill-pay-'));
const folder = dataFolder(data);
let gateway: GatewayService;
let server: ServerProcess;

const settings = () => ({
  CUASO_LIMITS: 'off',
  CUASO_PAY_URL: gateway.payUrl,
  CUASO_PAY_API_URL: gateway.apiUrl,
  CUASO_PAY_TERMINAL: gateway.terminal,
  CUASO_PAY_SECRET: gateway.secret,
});

beforeAll(async () => {
  gateway = await startGatewayService();
  server = await startServer(data, settings());
}, 180_000);
afterAll(async () => {
  await server.stop();
  await gateway.close();
  rmSync(data, { recursive: true, force: true });
});

/** Files a dossier, begins to pay, and pays at the gateway; the reference there. */
async function paid(citizen: Caller, agencyId: string, index: number): Promise<string> {
  const input = {
    procedureCode: paidProcedure,
    agencyId,
    applicant: { phone: '0912345678' },
    answers: { content: `Nội dung thử ${index}` },
  };
  const filed = (await citizen('services.file-dossier', input)).body as { paymentId: string };
  const begun = (await citizen('payments.begin-payment', { orderId: filed.paymentId })).body as {
    payUrl: string;
    reference: string;
  };
  await gateway.visit(begun.payUrl, 'pay');
  return begun.reference;
}

type Outcome = { reference: string; state: string; paid: number; receipts: number };

function outcomes(): Promise<Outcome[]> {
  return rowsOf<Outcome>(
    { data },
    `select a.reference, o.state,
      (select count(*)::int from payments.event e where e.order_id = o.id and e.kind = 'paid') as paid,
      (select count(*)::int from payments.receipt r where r.order_id = o.id) as receipts
    from payments.attempt a join payments.payment_order o on o.id = a.order_id`,
  );
}

test('killed between payment and answer, each payment is there once and has one receipt', async () => {
  const demo = demoOf(data);
  const citizen = await signIn(server.address, demo.loginOf('Người dân'), demo.password);
  const [place] = await rowsOf<{ agencyId: string }>(
    { data },
    `select agency_id as "agencyId" from directory.agency_version where name like '%xã Tân Mỹ Chánh%'`,
  );
  const references: string[] = [];
  for (let index = 0; index < count; index += 1) references.push(await paid(citizen, place?.agencyId ?? '', index));

  // Half of the callbacks arrive while the server dies; of the others the gateway never tells.
  const told = references.slice(0, count / 2);
  const stranger = callerOf(server.address, {});
  const answered = new Set<string>();
  const telling = told.map(async (reference) => {
    const parameters = gateway.callback(reference);
    const answer = await stranger('payments.take-callback', { parameters }).catch(() => undefined);
    if (answer?.status === 200) answered.add(reference);
  });
  while (answered.size < 3) await new Promise((resolve) => setTimeout(resolve, 2));
  server.process.kill('SIGKILL');
  signal(processesIn(folder.cluster), 'SIGKILL');
  await Promise.allSettled(telling);

  server = await startServer(data, settings());
  const again = callerOf(server.address, {});
  for (const reference of told) {
    const { body } = await again('payments.take-callback', { parameters: gateway.callback(reference) });
    expect(['00', '02']).toContain((body as { code: string }).code);
  }
  let all = await outcomes();
  for (let tries = 0; tries < 150 && all.some((one) => one.state !== 'paid'); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    all = await outcomes();
  }
  expect(all).toHaveLength(count);
  expect(all.filter((one) => one.state !== 'paid' || one.paid !== 1 || one.receipts !== 1)).toEqual([]);
  const [series] = await rowsOf<{ last: number; receipts: number; differences: number }>(
    { data },
    `select (select sum(last)::int from payments.receipt_series) as last, (select count(*)::int from payments.receipt) as receipts,
      (select count(*)::int from payments.difference) as differences`,
  );
  expect(series).toEqual({ last: count, receipts: count, differences: 0 });

  const owner = openDatabase(embeddedConnection(folder, 'owner'));
  const verified = await verifyAudit(owner.db);
  await owner.close();
  expect(verified.problems).toEqual([]);
}, 300_000);

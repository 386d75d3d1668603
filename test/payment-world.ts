import type { Official, Person } from '@cuaso/platform/identity/actor.ts';
import { setSite } from '@cuaso/platform/identity/site.ts';
import { run } from '@cuaso/platform/operations/run.ts';
import { beginPayment } from '@cuaso/systems/payments/begin-payment.ts';
import { setPaymentGateway } from '@cuaso/systems/payments/gateway/gateway.ts';
import { vnpayGateway } from '@cuaso/systems/payments/gateway/vnpay-gateway.ts';
import { getPayment } from '@cuaso/systems/payments/get-payment.ts';
import { setAccount } from '@cuaso/systems/payments/set-account.ts';
import { takeCallback } from '@cuaso/systems/payments/take-callback.ts';
import { fileDossier } from '@cuaso/systems/services/file-dossier.ts';
import { startGatewayService } from './payment-gateway/gateway-service.ts';
import type { GatewayService } from './payment-gateway/gateway-service.ts';
import { openProvince } from './province.ts';
import type { SmallProvince } from './province.ts';

/** Certification of a change of a contract: 30,000 đồng, filed on line without papers, done by communes. */
export const paidProcedure = '2.000913';
/** What it costs. */
export const priceVnd = 30_000;

/** A small province with a simulated gateway and an account of the commune. */
export type PaymentWorld = {
  province: SmallProvince;
  gateway: GatewayService;
  payer: Person;
  clerk: Official;
  leader: Official;
  /** Files a dossier that costs something; the order that it owes. */
  owed: (payer?: Person) => Promise<{ dossierId: string; orderId: string }>;
  /** Begins to pay an order at the gateway; its reference there. */
  begun: (orderId: string, payer?: Person) => Promise<{ reference: string; payUrl: string }>;
  /** The gateway's callback arrives. */
  told: (parameters: Record<string, string>) => Promise<string>;
  /** Where an order stands, as the clerk sees it. */
  stateOf: (orderId: string) => Promise<string>;
  kindsOf: (orderId: string) => Promise<string[]>;
  close: () => Promise<void>;
};

/** Opens the world; call `close` in afterAll. */
export async function openPaymentWorld(): Promise<PaymentWorld> {
  const province = await openProvince();
  const gateway = await startGatewayService();
  const { platform, agencies } = province;
  const { payUrl, apiUrl, terminal, secret } = gateway;
  const settings = { payUrl, apiUrl, listUrl: apiUrl, terminal, secret };
  setPaymentGateway(
    platform.memory,
    vnpayGateway(settings, () => platform.clock.now()),
  );
  setSite(platform.memory, { origin: 'https://dichvucong.example.vn', name: 'Cửa Số' });
  await run(
    platform,
    setAccount,
    { kind: 'system', name: 'test' },
    {
      agencyId: agencies.commune,
      bankBin: '970436',
      bankName: 'Vietcombank',
      accountNumber: '0071000000001',
      accountName: 'UBND XA TAN MY CHANH',
    },
  );
  const payer = province.citizen(1);
  const clerk = await province.official(agencies.commune, 'one_stop_clerk');
  const leader = await province.official(agencies.commune, 'leader');
  const shown = (orderId: string) => run(platform, getPayment, clerk, { orderId });
  return {
    province,
    gateway,
    payer,
    clerk,
    leader,
    owed: async (who = payer) => {
      const filed = await run(platform, fileDossier, who, {
        procedureCode: paidProcedure,
        agencyId: agencies.commune,
        applicant: { phone: '0912345678' },
        answers: { content: 'Sửa địa chỉ trong giao dịch' },
      });
      if (filed.paymentId === null) throw new Error('nothing is owed');
      return { dossierId: filed.dossierId, orderId: filed.paymentId };
    },
    begun: (orderId, who = payer) => run(platform, beginPayment, who, { orderId }),
    told: async (parameters) => (await run(platform, takeCallback, { kind: 'anonymous' }, { parameters })).code,
    stateOf: async (orderId) => (await shown(orderId)).order.state,
    kindsOf: async (orderId) => (await shown(orderId)).order.events.map((event) => event.kind),
    close: async () => {
      await gateway.close();
      await province.close();
    },
  };
}

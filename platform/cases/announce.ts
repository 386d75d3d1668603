import { formatDateTime } from '@cuaso/kernel/vietnamese.ts';
import { findSite } from '../identity/site.ts';
import type { NoticeKind } from '../notices/kind.ts';
import { notify } from '../notices/notify.ts';
import { areNoticesOpen } from '../notices/services.ts';
import type { Context } from '../operations/context.ts';
import type { HeldDossier } from './dossier.ts';
import type { DossierEvent } from './events.ts';
import { dossierNotices } from './dossier-notices.ts';

/** Tells the applicant what happened to the dossier (Decree 61/2018, art. 17 and 19), in the transaction in which it happens. */
export async function announce(
  ctx: Context,
  dossier: HeldDossier,
  events: readonly DossierEvent[],
  dueAt: Date | null,
): Promise<void> {
  if (!areNoticesOpen(ctx.memory)) return;
  for (const event of events) {
    const kind = kindOf(event);
    if (kind === undefined) continue;
    const { applicant } = dossier.state;
    await notify(ctx, {
      kind,
      subject: { relation: 'cases.dossier', id: dossier.id },
      agencyId: dossier.agencyId,
      confidentiality: dossier.confidentiality,
      recipient: {
        accountId: dossier.accountId,
        name: applicant.name,
        phone: applicant.phone,
        email: applicant.email,
      },
      facts: {
        ...commonFacts(dossier),
        ...factsOf(event, dossier, dueAt),
        ...(event.kind === 'result_ready' && afterResult(ctx, dossier)),
      },
      dedupeKey: `${dossier.id}:${event.seq}`,
      path: dossier.accountId === null ? `/tra-cuu/${dossier.code}` : `/ho-so/${dossier.id}`,
    });
  }
}

/** What can be done with a result at home: download it, say how it went. */
function afterResult(ctx: Context, { id, accountId, state }: HeldDossier): Record<string, string> {
  const isDownloaded = accountId !== null && state.signed?.method === 'digital';
  const origin = findSite(ctx.memory)?.origin;
  const invitation =
    accountId !== null && origin !== undefined
      ? `Mời ông/bà đánh giá việc giải quyết: ${origin}/ho-so/${id}/danh-gia`
      : 'Mời ông/bà đánh giá việc giải quyết: quét mã trên giấy tiếp nhận hồ sơ.';
  const download = isDownloaded ? 'Bản điện tử có chữ ký số tải được ngay ở trang hồ sơ.' : '';
  return { download, invitation };
}

function kindOf(event: DossierEvent): NoticeKind | undefined {
  switch (event.kind) {
    case 'submitted':
      // At the counter and from the post a clerk takes it in at the same moment.
      return event.channel === 'online' ? dossierNotices.submitted : undefined;
    case 'accepted':
    case 'intake_refused':
    case 'supplement_requested':
    case 'supplemented':
    case 'result_ready':
    case 'handed_over':
    case 'extended':
    case 'withdrawn':
      return dossierNotices[event.kind];
    default:
      return undefined;
  }
}

function commonFacts(dossier: HeldDossier): Record<string, string> {
  // What somebody asks for may be nobody else's business: a letter or a telephone is read by others too.
  const isOpen = dossier.confidentiality === 'normal';
  return {
    code: dossier.code,
    applicantName: dossier.state.applicant.name,
    procedureName: isOpen ? dossier.procedureName : 'thủ tục hành chính',
  };
}

function factsOf(event: DossierEvent, dossier: HeldDossier, dueAt: Date | null): Record<string, string> {
  switch (event.kind) {
    case 'accepted':
    case 'supplemented':
      return { appointment: dueAt === null ? '' : `Hẹn trả kết quả: ${formatDateTime(dueAt)}.` };
    case 'intake_refused':
    case 'withdrawn':
      return { reason: event.reason };
    case 'supplement_requested': {
      const { papers } = dossier.definition;
      const names = event.paperKeys.flatMap((key) => papers.find((paper) => paper.key === key)?.name ?? []);
      return { reason: event.reason, papers: names.map((name) => `– ${name}`).join('\n') };
    }
    case 'result_ready': {
      const granted = dossier.state.draft?.outcome !== 'refused';
      return { outcome: granted ? 'đồng ý giải quyết' : 'không đồng ý giải quyết' };
    }
    case 'handed_over':
      return { receiver: event.receiver };
    case 'extended':
      return { reason: event.reason, newDueAt: formatDateTime(new Date(event.to)) };
    default:
      return {};
  }
}

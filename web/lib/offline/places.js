// Which pages may be kept on the device, and for whom. Nothing that is not named here is ever kept.
// @ts-check

/** Pages that are the same for everybody; addresses with a secret, a code or somebody's search by code are not among them. */
const publicPages =
  /^\/(thu-tuc(\/.*)?|su-kien(\/.*)?|cau-hoi(\/.*)?|thong-ke(\/.*)?|muc-do-truc-tuyen|tim|tra-cuu|hien-thi|khong-mang)?$/;
const ownPages = /^\/ho-so(\/[0-9a-f-]{36}(\/da-nop)?)?$/;
const ownPapers = /^\/ho-so\/[0-9a-f-]{36}\/(giay-tiep-nhan|thanh-toan\/[0-9a-f-]{36}\/bien-lai)\.pdf$/;
const draftPages = /^\/nop-ho-so\/ban-nhap\/[0-9a-f-]{36}\/[^/]+$/;
/** What only works with the line: papers are uploaded, the summary is checked and sent, the rest changes the draft. */
const draftPagesOfTheLine = /\/(giay-to|xem-lai|bo-nhap|mau-moi)$/;

/** The page without script that is shown for what was never opened. */
export const offlinePage = '/khong-mang';

/** Header in which the server says whose page this is. */
export const ownerHeader = 'x-cuaso-owner';
/** Said by the server on pages of nobody, and on those of officers, which are never kept. */
export const nobody = 'none';
export const neverKept = 'off';

/** How long what is kept may be shown. */
export const keptMs = 7 * 86_400_000;

/** @param {URL} url @returns {'public' | 'own' | undefined} */
export function placeOf(url) {
  if (url.searchParams.has('k')) return undefined;
  if (publicPages.test(url.pathname)) return 'public';
  if (ownPages.test(url.pathname) || ownPapers.test(url.pathname)) return 'own';
  return isDraftPage(url.pathname) ? 'own' : undefined;
}

/** @param {string} path */
export function isDraftPage(path) {
  return draftPages.test(path) && !draftPagesOfTheLine.test(path);
}

/** @param {string} owner */
export function cacheOf(owner) {
  return owner === nobody ? 'cuaso-public' : `cuaso-own-${owner}`;
}

/** @param {string} name */
export function isOwnCache(name) {
  return name.startsWith('cuaso-own-');
}

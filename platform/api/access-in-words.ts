import type { AnyOperation } from '../operations/operation.ts';
import type { Registry } from '../operations/registry.ts';

/** Who may call an operation, as a Vietnamese phrase. */
export function accessInWords(
  { access }: Pick<AnyOperation, 'access'>,
  registry: Pick<Registry, 'permissions'>,
): string {
  if ('everyone' in access) return 'Mọi người, không cần đăng nhập';
  if ('system' in access) return 'Chỉ hệ thống tự gọi';
  if ('permission' in access) {
    return `Cán bộ hoặc hệ thống đối tác có quyền “${registry.permissions.get(access.permission)?.title ?? ''}” (${access.permission})`;
  }
  if (access.signedIn === 'person') return 'Công dân, doanh nghiệp đã đăng nhập';
  return access.signedIn === 'official' ? 'Cán bộ đã đăng nhập' : 'Công dân, doanh nghiệp, cán bộ đã đăng nhập';
}

/** Whether the operation can be reached from outside at all. */
export function isOffered({ access }: Pick<AnyOperation, 'access'>): boolean {
  return !('system' in access);
}

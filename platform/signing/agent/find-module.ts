import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { AgentProblem } from './agent-problem.ts';

/** Where the PKCS#11 libraries of common devices usually lie: those of the makers first, SoftHSM last. */
export const usualModules: readonly string[] = [
  '/usr/lib/vgca/libvgca_pkcs11.so',
  '/usr/lib/libgca_csp11_v1.so',
  '/usr/lib/libviettel-ca_v6.so',
  '/usr/lib/libviettel-ca_v5.so',
  '/usr/lib/libvnptca_p11_v8.so',
  '/usr/lib/libvnpt-ca_v34.so',
  '/usr/lib/libeTPkcs11.so',
  '/usr/lib/libcastle.so.1.0.0',
  '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
  '/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so',
  '/usr/lib64/opensc-pkcs11.so',
  '/usr/lib/opensc-pkcs11.so',
  '/Library/OpenSC/lib/opensc-pkcs11.so',
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/pkcs11/libsofthsm2.so',
];

/** The library of the device: the one that was named, else the first usual one that is there. */
export function requireModule(named: string | undefined, usual: readonly string[] = usualModules): string {
  if (named !== undefined && !isAbsolute(named))
    throw new AgentProblem(
      'Đường dẫn của thư viện phải đầy đủ, bắt đầu bằng /.',
      'The path of the library must be absolute.',
    );
  const found = (named === undefined ? usual : [named]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new AgentProblem(
    'Không thấy thư viện PKCS#11 của thiết bị ký. Xin cài phần mềm của nơi cấp thiết bị, rồi chỉ ra bằng --module /đường/dẫn/thư-viện.so',
    'No PKCS#11 library of the device is there: install the software of its maker and name it with --module /path/library.so',
  );
}

import type { InstalledSystem } from '@cuaso/platform/operations/registry.ts';
import { operations as accessOperations } from './access/operations.ts';
import { access } from './access/system.ts';
import { operations as auditOperations } from './audit/operations.ts';
import { audit } from './audit/system.ts';
import { operations as directoryOperations } from './directory/operations.ts';
import { directory } from './directory/system.ts';
import { operations as filesOperations } from './files/operations.ts';
import { files } from './files/system.ts';
import { operations as findingOperations } from './finding/operations.ts';
import { finding } from './finding/system.ts';
import { operations as identityOperations } from './identity/operations.ts';
import { identity } from './identity/system.ts';
import { operations as noticesOperations } from './notices/operations.ts';
import { notices } from './notices/system.ts';
import { operations as mydataOperations } from './mydata/operations.ts';
import { mydata } from './mydata/system.ts';
import { operations as onestopOperations } from './onestop/operations.ts';
import { onestop } from './onestop/system.ts';
import { operations as paymentsOperations } from './payments/operations.ts';
import { payments } from './payments/system.ts';
import { operations as postOperations } from './post/operations.ts';
import { post } from './post/system.ts';
import { operations as proceduresOperations } from './procedures/operations.ts';
import { procedures } from './procedures/system.ts';
import { operations as ratingsOperations } from './ratings/operations.ts';
import { ratings } from './ratings/system.ts';
import { operations as servicesOperations } from './services/operations.ts';
import { services } from './services/system.ts';
import { operations as signingOperations } from './signing/operations.ts';
import { signing } from './signing/system.ts';
import { operations as statisticsOperations } from './statistics/operations.ts';
import { statistics } from './statistics/system.ts';

/** Every system of the platform, each after those it uses: the only file that names them all. */
export const installed: readonly InstalledSystem[] = [
  { system: directory, operations: directoryOperations },
  { system: access, operations: accessOperations },
  { system: audit, operations: auditOperations },
  { system: identity, operations: identityOperations },
  { system: files, operations: filesOperations },
  { system: procedures, operations: proceduresOperations },
  { system: finding, operations: findingOperations },
  { system: signing, operations: signingOperations },
  { system: notices, operations: noticesOperations },
  { system: payments, operations: paymentsOperations },
  { system: post, operations: postOperations },
  { system: onestop, operations: onestopOperations },
  { system: services, operations: servicesOperations },
  { system: statistics, operations: statisticsOperations },
  { system: ratings, operations: ratingsOperations },
  { system: mydata, operations: mydataOperations },
];

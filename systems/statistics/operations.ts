import { erased } from '@cuaso/platform/operations/registry.ts';
import { getFigures } from './get-figures.ts';
import { listDossiers } from './list-dossiers.ts';

/** Every operation of this system. */
export const operations = [getFigures, listDossiers].map(erased);

import { citizenNavigation } from '#lib/server/navigation.ts';
import type { LayoutServerLoad } from './$types.js';

/** The citizen's own menu. */
export const load: LayoutServerLoad = () => ({ ownMenu: citizenNavigation() });

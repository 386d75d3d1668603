import { getMyMeans } from '@cuaso/systems/signing/get-my-means.ts';
import { revokeAgent } from '@cuaso/systems/signing/revoke-agent.ts';
import { redirect } from '@sveltejs/kit';
import { formAction } from '#lib/server/form-action.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The question before an agent loses its token. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { agents } = await locals.run(getMyMeans, {});
  const agent = agents.find((one) => one.agentId === params.id);
  if (agent === undefined) redirect(303, '/can-bo/ky/thiet-bi');
  return { agent };
};

export const actions: Actions = {
  default: formAction(revokeAgent, {
    prepare: (_, { params }) => ({ agentId: params['id'] }),
    done: () => '/can-bo/ky/thiet-bi?xong=go',
  }),
};

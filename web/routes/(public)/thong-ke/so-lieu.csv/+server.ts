import { exportResponse } from '#lib/server/export-response.ts';
import { figuresOf } from '#lib/server/figures-export.ts';
import type { RequestHandler } from './$types.js';

/** The figures of this address as CSV. */
export const GET: RequestHandler = async (event) => exportResponse('csv', await figuresOf(event));

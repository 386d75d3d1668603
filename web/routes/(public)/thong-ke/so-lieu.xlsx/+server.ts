import { exportResponse } from '#lib/server/export-response.ts';
import { figuresOf } from '#lib/server/figures-export.ts';
import type { RequestHandler } from './$types.js';

/** The figures of this address as an Excel file. */
export const GET: RequestHandler = async (event) => exportResponse('xlsx', await figuresOf(event));

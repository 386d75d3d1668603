import type { Purpose } from '@cuaso/platform/signing/purpose.ts';
import { formPurposes } from './onestop/form-purposes.ts';
import { receiptPurpose } from './payments/receipt-purpose.ts';
import { resultPurpose } from './onestop/sign-purpose.ts';

/** Everything that documents are signed for, of all systems. */
export const signingPurposes: readonly Purpose[] = [resultPurpose, ...formPurposes, receiptPurpose];

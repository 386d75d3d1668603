import { erased } from '@cuaso/platform/operations/registry.ts';
import { beginOidc } from './begin-oidc.ts';
import { beginPasskeyRegistration } from './begin-passkey-registration.ts';
import { beginPasskeySignIn } from './begin-passkey-sign-in.ts';
import { changePassword } from './change-password.ts';
import { changePolicy } from './change-policy.ts';
import { claimOidc } from './claim-oidc.ts';
import { closeAccount } from './close-account.ts';
import { completeOidc } from './complete-oidc.ts';
import { confirmTotp } from './confirm-totp.ts';
import { createClient } from './create-client.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { enrolTotp } from './enrol-totp.ts';
import { finishPasskeyRegistration } from './finish-passkey-registration.ts';
import { finishPasskeySignIn } from './finish-passkey-sign-in.ts';
import { forgetExpired } from './forget-expired.ts';
import { getMe } from './get-me.ts';
import { getPolicy } from './get-policy.ts';
import { issueReset } from './issue-reset.ts';
import { listAccounts } from './list-accounts.ts';
import { listClients } from './list-clients.ts';
import { listSessions } from './list-sessions.ts';
import { lockAccount } from './lock-account.ts';
import { openOfficialAccount } from './open-official-account.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetPassword } from './reset-password.ts';
import { revokeClient } from './revoke-client.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { touchClient } from './touch-client.ts';
import { touchSession } from './touch-session.ts';
import { unlockAccount } from './unlock-account.ts';
import { updateMe } from './update-me.ts';
import { verifyRecoveryCode } from './verify-recovery-code.ts';
import { verifyTotp } from './verify-totp.ts';

/** Every operation of this system. */
export const operations = [
  beginOidc,
  beginPasskeyRegistration,
  beginPasskeySignIn,
  changePassword,
  changePolicy,
  claimOidc,
  closeAccount,
  completeOidc,
  confirmTotp,
  createClient,
  endOtherSessions,
  endSession,
  enrolTotp,
  finishPasskeyRegistration,
  finishPasskeySignIn,
  forgetExpired,
  getMe,
  getPolicy,
  issueReset,
  listAccounts,
  listClients,
  listSessions,
  lockAccount,
  openOfficialAccount,
  removeSecondFactor,
  renewRecoveryCodes,
  resetPassword,
  revokeClient,
  signIn,
  signOut,
  signUp,
  touchClient,
  touchSession,
  unlockAccount,
  updateMe,
  verifyRecoveryCode,
  verifyTotp,
].map(erased);

import { z } from 'zod';

// CSC API v2.0.0.2, section 7.1: a parameter that is null is a parameter that is not there.
const text = z.string().max(8192);
const oids = z.array(z.string().max(100)).max(100);

/** `info` (section 11.1), as far as it is used. */
export const infoAnswer = z.object({
  specs: z.string().max(40),
  name: z.string().max(255),
  authType: z.array(z.string().max(40)).max(20),
  oauth2: text.nullish(),
  methods: z.array(z.string().max(100)).max(100),
  asynchronousOperationMode: z.boolean().nullish(),
});

/** `oauth2/token` (section 8.4.4) for service authorisation with client credentials. */
export const tokenAnswer = z.object({
  access_token: z
    .string()
    .max(8192)
    .regex(/^[\w.~+/-]+=*$/),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().min(0).max(31_536_000).nullish(),
});

/** `credentials/list` (section 11.4) without details. */
export const listAnswer = z.object({ credentialIDs: z.array(z.string().min(1).max(255)).max(1000) });

const authObject = z.object({
  type: z.string().max(60),
  id: z.string().min(1).max(100),
  generator: z.string().max(100).nullish(),
});

/** One object of `auth/objects` (section 8.3): what the signer has to give. */
export type AuthObject = z.infer<typeof authObject>;

/** `credentials/info` (section 11.5) with the chain and with what authorisation needs. */
export const credentialAnswer = z.object({
  key: z.object({ status: z.enum(['enabled', 'disabled']), algo: oids, len: z.number().int().min(1).max(65_536) }),
  cert: z.object({
    status: z.enum(['valid', 'expired', 'revoked', 'suspended']).nullish(),
    certificates: z.array(z.string().max(32_768)).min(1).max(10),
  }),
  auth: z.object({
    mode: z.enum(['explicit', 'oauth2code']),
    expression: z.string().max(500).nullish(),
    objects: z.array(authObject).max(10).nullish(),
  }),
  multisign: z.number().int().min(1),
  SCAL: z.enum(['1', '2']).nullish(),
});

/** What `credentials/info` says. */
export type CredentialAnswer = z.infer<typeof credentialAnswer>;

/** `credentials/getChallenge` (section 11.8) where the challenge comes in the answer. */
export const challengeAnswer = z.object({ challenge: z.string().min(1).max(1000) });

/** `credentials/authorize` (section 11.6): signature activation data and how long it may be used, in seconds. */
export const authorizeAnswer = z.object({
  SAD: z.string().min(1).max(8192),
  expiresIn: z.number().min(0).max(31_536_000).nullish(),
});

const signatures = z.array(z.string().max(2048)).max(1000);

/** `signatures/signHash` (section 11.10): the signatures, or where they can be asked for later. */
export const signHashAnswer = z.object({ signatures: signatures.nullish(), responseID: z.string().max(255).nullish() });

/** `signatures/signPolling` (section 11.12) once the signatures are made. */
export const pollingAnswer = z.object({ signatures });

/** The body of every error (section 10.2). */
export const errorAnswer = z.object({ error: z.string().max(100), error_description: z.string().max(1000).nullish() });

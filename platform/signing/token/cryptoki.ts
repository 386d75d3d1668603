import koffi from 'koffi';

/** The functions of a PKCS#11 module that signing needs (Cryptoki 2.40), as they lie in its library. */
export type Cryptoki = {
  initialize: (args: unknown) => number;
  finalize: (reserved: null) => number;
  slotList: (present: number, list: unknown, count: number[]) => number;
  tokenInfo: (slot: number, info: unknown[]) => number;
  openSession: (slot: number, flags: number, application: null, notify: null, session: number[]) => number;
  closeSession: (session: number) => number;
  login: Async<[session: number, user: number, pin: string, length: number]>;
  findInit: (session: number, template: CkAttribute[], count: number) => number;
  find: (session: number, found: unknown, most: number, count: number[]) => number;
  findFinal: (session: number) => number;
  attribute: (session: number, object: number, template: CkAttribute, count: number) => number;
  signInit: (session: number, mechanism: object, key: number) => number;
  sign: Async<[session: number, data: Buffer, length: number, signature: Buffer, signatureLength: number[]]>;
};

/** One attribute of an object: its kind, its bytes, how many. */
export type CkAttribute = { type: number; pValue: unknown; ulValueLen: number };

/** A function that may take long: it runs beside the event loop. */
export type Async<P extends unknown[]> = { async: (...args: [...P, (error: unknown, code: number) => void]) => void };

/** Reads the functions of a library; throws what the system's loader says. */
export function loadCryptoki(path: string): Cryptoki {
  declareShapes();
  const library = koffi.load(path);
  const declared = (declaration: string): unknown => library.func(declaration);
  return {
    initialize: declared('unsigned long C_Initialize(CkInitializeArgs *args)'),
    finalize: declared('unsigned long C_Finalize(void *reserved)'),
    slotList: declared('unsigned long C_GetSlotList(uint8_t present, void *list, _Inout_ unsigned long *count)'),
    tokenInfo: declared('unsigned long C_GetTokenInfo(unsigned long slot, _Out_ CkTokenInfo *info)'),
    openSession: declared(
      'unsigned long C_OpenSession(unsigned long slot, unsigned long flags, void *app, void *notify, _Out_ unsigned long *session)',
    ),
    closeSession: declared('unsigned long C_CloseSession(unsigned long session)'),
    login: declared('unsigned long C_Login(unsigned long session, unsigned long user, str pin, unsigned long length)'),
    findInit: declared(
      'unsigned long C_FindObjectsInit(unsigned long session, CkAttribute *template, unsigned long count)',
    ),
    find: declared(
      'unsigned long C_FindObjects(unsigned long session, void *found, unsigned long most, _Out_ unsigned long *count)',
    ),
    findFinal: declared('unsigned long C_FindObjectsFinal(unsigned long session)'),
    attribute: declared(
      'unsigned long C_GetAttributeValue(unsigned long session, unsigned long object, _Inout_ CkAttribute *template, unsigned long count)',
    ),
    signInit: declared('unsigned long C_SignInit(unsigned long session, CkMechanism *mechanism, unsigned long key)'),
    sign: declared(
      'unsigned long C_Sign(unsigned long session, void *data, unsigned long length, _Out_ void *signature, _Inout_ unsigned long *signatureLength)',
    ),
  } as Cryptoki;
}

let isDeclared = false;

/** The shapes of PKCS#11 on systems where a long has the size of a pointer (Linux, macOS). */
function declareShapes(): void {
  if (isDeclared) return;
  isDeclared = true;
  koffi.struct('CkAttribute', { type: 'unsigned long', pValue: 'void *', ulValueLen: 'unsigned long' });
  koffi.struct('CkMechanism', { mechanism: 'unsigned long', pParameter: 'void *', ulParameterLen: 'unsigned long' });
  koffi.struct('CkInitializeArgs', {
    createMutex: 'void *',
    destroyMutex: 'void *',
    lockMutex: 'void *',
    unlockMutex: 'void *',
    flags: 'unsigned long',
    pReserved: 'void *',
  });
  koffi.struct('CkVersion', { major: 'uint8_t', minor: 'uint8_t' });
  const counts = Object.fromEntries(
    [
      'flags',
      'maxSessions',
      'sessions',
      'maxRwSessions',
      'rwSessions',
      'maxPin',
      'minPin',
      'publicTotal',
      'publicFree',
      'privateTotal',
      'privateFree',
    ].map((name) => [name, 'unsigned long']),
  );
  koffi.struct('CkTokenInfo', {
    label: koffi.array('uint8_t', 32),
    manufacturer: koffi.array('uint8_t', 32),
    model: koffi.array('uint8_t', 16),
    serial: koffi.array('uint8_t', 16),
    ...counts,
    hardware: 'CkVersion',
    firmware: 'CkVersion',
    time: koffi.array('uint8_t', 16),
  });
}

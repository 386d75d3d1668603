import { erased } from '@cuaso/platform/operations/registry.ts';
import { addOfficial } from './add-official.ts';
import { addPosition } from './add-position.ts';
import { addUnit } from './add-unit.ts';
import { appointOfficial } from './appoint-official.ts';
import { endAppointment } from './end-appointment.ts';
import { exportAgencies } from './export-agencies.ts';
import { exportOfficials } from './export-officials.ts';
import { getAgency } from './get-agency.ts';
import { getDivision } from './get-division.ts';
import { listAgencies } from './list-agencies.ts';
import { listDivisions } from './list-divisions.ts';
import { listOfficials } from './list-officials.ts';
import { loadProvince } from './load-province.ts';
import { renameAgency } from './rename-agency.ts';

/** Every operation of this system. */
export const operations = [
  addOfficial,
  addPosition,
  addUnit,
  appointOfficial,
  endAppointment,
  exportAgencies,
  exportOfficials,
  getAgency,
  getDivision,
  listAgencies,
  listDivisions,
  listOfficials,
  loadProvince,
  renameAgency,
].map(erased);

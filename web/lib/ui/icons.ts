import type { Component } from 'svelte';
import Accessibility from '@lucide/svelte/icons/accessibility';
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import ArrowUpDown from '@lucide/svelte/icons/arrow-up-down';
import BadgeCheck from '@lucide/svelte/icons/badge-check';
import Ban from '@lucide/svelte/icons/ban';
import Banknote from '@lucide/svelte/icons/banknote';
import Barcode from '@lucide/svelte/icons/barcode';
import Bell from '@lucide/svelte/icons/bell';
import BookOpen from '@lucide/svelte/icons/book-open';
import Building from '@lucide/svelte/icons/building';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Check from '@lucide/svelte/icons/check';
import ChevronDown from '@lucide/svelte/icons/chevron-down';
import ChevronLeft from '@lucide/svelte/icons/chevron-left';
import ChevronRight from '@lucide/svelte/icons/chevron-right';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CirclePause from '@lucide/svelte/icons/circle-pause';
import CircleX from '@lucide/svelte/icons/circle-x';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import ClipboardPenLine from '@lucide/svelte/icons/clipboard-pen-line';
import Clock from '@lucide/svelte/icons/clock';
import ClockAlert from '@lucide/svelte/icons/clock-alert';
import ContactRound from '@lucide/svelte/icons/contact-round';
import Download from '@lucide/svelte/icons/download';
import ExternalLink from '@lucide/svelte/icons/external-link';
import Eye from '@lucide/svelte/icons/eye';
import FileCheck from '@lucide/svelte/icons/file-check';
import FileText from '@lucide/svelte/icons/file-text';
import Files from '@lucide/svelte/icons/files';
import FolderOpen from '@lucide/svelte/icons/folder-open';
import HandHelping from '@lucide/svelte/icons/hand-helping';
import History from '@lucide/svelte/icons/history';
import House from '@lucide/svelte/icons/house';
import Inbox from '@lucide/svelte/icons/inbox';
import Info from '@lucide/svelte/icons/info';
import KeyRound from '@lucide/svelte/icons/key-round';
import Landmark from '@lucide/svelte/icons/landmark';
import List from '@lucide/svelte/icons/list';
import ListFilter from '@lucide/svelte/icons/list-filter';
import Lock from '@lucide/svelte/icons/lock';
import LogIn from '@lucide/svelte/icons/log-in';
import LogOut from '@lucide/svelte/icons/log-out';
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import Menu from '@lucide/svelte/icons/menu';
import MessageSquareText from '@lucide/svelte/icons/message-square-text';
import Paperclip from '@lucide/svelte/icons/paperclip';
import PenLine from '@lucide/svelte/icons/pen-line';
import Pencil from '@lucide/svelte/icons/pencil';
import Phone from '@lucide/svelte/icons/phone';
import Plus from '@lucide/svelte/icons/plus';
import Printer from '@lucide/svelte/icons/printer';
import QrCode from '@lucide/svelte/icons/qr-code';
import Scale from '@lucide/svelte/icons/scale';
import ScanLine from '@lucide/svelte/icons/scan-line';
import Search from '@lucide/svelte/icons/search';
import Send from '@lucide/svelte/icons/send';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import Stamp from '@lucide/svelte/icons/stamp';
import Star from '@lucide/svelte/icons/star';
import Table2 from '@lucide/svelte/icons/table-2';
import Ticket from '@lucide/svelte/icons/ticket';
import Trash2 from '@lucide/svelte/icons/trash-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import Usb from '@lucide/svelte/icons/usb';
import UserRound from '@lucide/svelte/icons/user-round';
import UserRoundCheck from '@lucide/svelte/icons/user-round-check';
import Users from '@lucide/svelte/icons/users';
import Volume2 from '@lucide/svelte/icons/volume-2';
import X from '@lucide/svelte/icons/x';

/** The icons of the house by what they mean here; one line each, so that a page never picks its own. */
export const icons = {
  home: House,
  search: Search,
  document: FileText,
  folder: FolderOpen,
  files: Files,
  chart: ChartColumn,
  people: Users,
  person: UserRound,
  'sign-in': LogIn,
  'sign-out': LogOut,
  inbox: Inbox,
  sign: PenLine,
  stamp: Stamp,
  receive: ClipboardPenLine,
  procedures: ClipboardList,
  agency: Landmark,
  building: Building,
  ok: CircleCheck,
  warning: TriangleAlert,
  info: Info,
  error: CircleX,
  clock: Clock,
  overdue: ClockAlert,
  pause: CirclePause,
  print: Printer,
  next: ChevronRight,
  previous: ChevronLeft,
  down: ChevronDown,
  menu: Menu,
  external: ExternalLink,
  download: Download,
  upload: Upload,
  phone: Phone,
  mail: Mail,
  place: MapPin,
  list: List,
  send: Send,
  bell: Bell,
  eye: Eye,
  calendar: CalendarDays,
  contacts: ContactRound,
  book: BookOpen,
  attachment: Paperclip,
  scan: ScanLine,
  qr: QrCode,
  'hand-over': HandHelping,
  add: Plus,
  remove: X,
  arrow: ArrowRight,
  check: Check,
  shield: ShieldCheck,
  history: History,
  back: Undo2,
  settings: Settings,
  display: Accessibility,
  star: Star,
  delete: Trash2,
  money: Banknote,
  message: MessageSquareText,
  ticket: Ticket,
  up: ArrowUp,
  sort: ArrowUpDown,
  'sort-down': ArrowDown,
  edit: Pencil,
  lock: Lock,
  key: KeyRound,
  delegate: UserRoundCheck,
  filter: ListFilter,
  refuse: Ban,
  table: Table2,
  code: Barcode,
  law: Scale,
  certificate: BadgeCheck,
  'check-file': FileCheck,
  device: Usb,
  listen: Volume2,
} as const satisfies Record<string, Component<{ class?: string }>>;

/** Name of an icon of the house. */
export type IconName = keyof typeof icons;

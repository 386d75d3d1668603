import { holds } from '@cuaso/platform/access/access.ts';
import type { Actor } from '@cuaso/platform/identity/actor.ts';
import type { NavigationItem } from '../navigation.ts';

/** The menu of the public pages; its last entry leads to the person's own place. */
export function publicNavigation(actor: Actor): NavigationItem[] {
  return [
    { href: '/', label: 'Trang chủ', icon: 'home' },
    { href: '/thu-tuc', label: 'Thủ tục hành chính', icon: 'procedures' },
    { href: '/tra-cuu', label: 'Tra cứu hồ sơ', icon: 'search' },
    { href: '/thong-ke', label: 'Thống kê', icon: 'chart' },
    { href: '/kiem-tra-chu-ky', label: 'Kiểm tra chữ ký số', icon: 'check-file' },
    ownPlaceOf(actor),
  ];
}

/** The menu of a signed-in citizen or business. */
export function citizenNavigation(): NavigationItem[] {
  return [
    { href: '/ho-so', label: 'Hồ sơ của tôi', icon: 'folder' },
    { href: '/nop-ho-so', label: 'Nộp hồ sơ', icon: 'add' },
    { href: '/ho-so/kho-giay-to', label: 'Kho giấy tờ của tôi', icon: 'files' },
    { href: '/ho-so/tai-khoan', label: 'Tài khoản của tôi', icon: 'person' },
    { href: '/ho-so/du-lieu', label: 'Dữ liệu của tôi', icon: 'shield' },
  ];
}

/** The menu of an officer: the places that the permissions held make useful. What may be done there, operations decide. */
export function officerNavigation(actor: Actor): NavigationItem[] {
  const places: (NavigationItem & { needs?: string })[] = [
    { href: '/can-bo', label: 'Hộp việc', icon: 'inbox' },
    { href: '/can-bo/tiep-nhan', label: 'Tiếp nhận', icon: 'receive', needs: 'onestop.receive' },
    { href: '/can-bo/ky', label: 'Chờ ký', icon: 'sign', needs: 'onestop.sign' },
    { href: '/can-bo/ky/thiet-bi', label: 'Thiết bị ký', icon: 'device', needs: 'signing.seal' },
    { href: '/can-bo/tra-ket-qua', label: 'Trả kết quả', icon: 'hand-over', needs: 'onestop.return' },
    { href: '/can-bo/buu-chinh', label: 'Bưu chính', icon: 'send', needs: 'post.view' },
    { href: '/can-bo/thu-phi', label: 'Thu phí', icon: 'money', needs: 'payments.view' },
    { href: '/can-bo/tra-cuu', label: 'Tra cứu', icon: 'search' },
    { href: '/can-bo/thong-bao', label: 'Thông báo', icon: 'bell', needs: 'notices.view' },
    { href: '/can-bo/thong-ke', label: 'Thống kê', icon: 'chart' },
    { href: '/can-bo/danh-gia', label: 'Đánh giá', icon: 'star', needs: 'ratings.view' },
    { href: '/can-bo/thu-tuc', label: 'Soạn thủ tục', icon: 'procedures', needs: 'procedures.edit' },
    { href: '/can-bo/su-kien', label: 'Sự kiện đời sống', icon: 'list', needs: 'finding.curate' },
    { href: '/can-bo/cau-hoi', label: 'Câu hỏi thường gặp', icon: 'message', needs: 'finding.answer' },
    { href: '/can-bo/dat-lai-mat-khau', label: 'Cấp mã mật khẩu', icon: 'key', needs: 'identity.reset' },
    { href: '/can-bo/lich-lam-viec', label: 'Lịch làm việc', icon: 'calendar' },
    { href: '/can-bo/uy-quyen', label: 'Ủy quyền', icon: 'delegate' },
    { href: '/can-bo/danh-ba', label: 'Danh bạ', icon: 'contacts' },
    { href: '/quan-tri', label: 'Quản trị', icon: 'settings', needs: 'identity.manage' },
  ];
  return places.filter(({ needs }) => needs === undefined || holds(actor, needs)).map(({ needs: _, ...item }) => item);
}

/** The menu of those who look after the system. */
export function adminNavigation(): NavigationItem[] {
  return [
    { href: '/quan-tri', label: 'Tổng quan', icon: 'home' },
    { href: '/quan-tri/tai-khoan', label: 'Tài khoản', icon: 'people' },
    { href: '/quan-tri/quyen', label: 'Phân quyền', icon: 'key' },
    { href: '/quan-tri/uy-quyen', label: 'Ủy quyền', icon: 'delegate' },
    { href: '/quan-tri/co-quan', label: 'Cơ quan, đơn vị', icon: 'agency' },
    { href: '/quan-tri/chung-thu-so', label: 'Chứng thư số', icon: 'certificate' },
    { href: '/quan-tri/noi-tin-cay', label: 'Nơi tin cậy', icon: 'shield' },
    { href: '/quan-tri/nhat-ky', label: 'Nhật ký', icon: 'history' },
    { href: '/quan-tri/he-thong', label: 'Hệ thống đối tác', icon: 'external' },
    { href: '/can-bo', label: 'Về bàn làm việc', icon: 'back' },
  ];
}

function ownPlaceOf(actor: Actor): NavigationItem {
  if (actor.kind === 'person') return { href: '/ho-so', label: 'Hồ sơ của tôi', icon: 'folder' };
  if (actor.kind === 'official') return { href: '/can-bo', label: 'Bàn làm việc', icon: 'inbox' };
  return { href: '/dang-nhap', label: 'Đăng nhập', icon: 'sign-in' };
}

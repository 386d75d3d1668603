// Reads the code of a receipt from the camera or from a picture, on the device, and opens the dossier on this site.
// @ts-check

/** @typedef {{ detect: (image: ImageBitmapSource) => Promise<{ rawValue: string }[]> }} Detector */

const place = document.querySelector('[data-scan]');
if (place instanceof HTMLElement) start(place);

/** @param {HTMLElement} part */
function start(part) {
  const camera = part.querySelector('[data-scan-camera]');
  const stop = part.querySelector('[data-scan-stop]');
  const video = part.querySelector('[data-scan-video]');
  const file = part.querySelector('[data-scan-file]');
  if (!(video instanceof HTMLVideoElement) || !(file instanceof HTMLInputElement)) return;
  part.hidden = false;
  const read = readerOf(part.dataset['reader'] ?? '');
  const say = (/** @type {string} */ text) => {
    const line = part.querySelector('[data-scan-says]');
    if (line && line.textContent !== text) line.textContent = text;
  };
  const show = (/** @type {boolean} */ isOn) => {
    video.hidden = !isOn;
    stop?.toggleAttribute('hidden', !isOn);
    camera?.toggleAttribute('hidden', isOn);
  };
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen) void readPicture(chosen, read, say);
  });
  // Without https a browser gives no camera to anybody.
  if (!navigator.mediaDevices?.getUserMedia) return;
  camera?.removeAttribute('hidden');
  const end = () => {
    for (const track of streamOf(video)) track.stop();
    video.srcObject = null;
    show(false);
  };
  camera?.addEventListener('click', () => void film(video, read, say, show).catch((error) => say(refusalOf(error))));
  stop?.addEventListener('click', () => {
    end();
    say('Đã dừng quét.');
  });
  // Who goes on or puts the phone away is not filmed any longer.
  addEventListener('pagehide', end);
  document.addEventListener('visibilitychange', () => document.hidden && end());
}

/** @param {HTMLVideoElement} video @returns {MediaStreamTrack[]} */
function streamOf(video) {
  return video.srcObject instanceof MediaStream ? video.srcObject.getTracks() : [];
}

/**
 * @param {HTMLVideoElement} video @param {(image: ImageBitmap) => Promise<string[]>} read
 * @param {(text: string) => void} say @param {(isOn: boolean) => void} show
 */
async function film(video, read, say, show) {
  say('');
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  video.srcObject = stream;
  show(true);
  await video.play();
  say('Đang tìm mã trong khung hình…');
  while (video.srcObject === stream) {
    const texts = video.videoWidth > 0 ? await read(await createImageBitmap(video)) : [];
    if (video.srcObject !== stream) return;
    if (go(texts, say)) {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      return show(false);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** @param {File} file @param {(image: ImageBitmap) => Promise<string[]>} read @param {(text: string) => void} say */
async function readPicture(file, read, say) {
  say('Đang đọc ảnh…');
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return say('Không mở được tệp này. Hãy chọn ảnh JPG hoặc PNG.');
  const texts = await read(picture);
  if (texts.length === 0)
    return say('Không thấy mã trong ảnh. Hãy chụp gần hơn, đủ sáng, thấy trọn ô mã QR rồi chọn lại.');
  go(texts, say);
}

/** Opens the dossier that a text names; never another site. @param {string[]} texts @param {(text: string) => void} say */
function go(texts, say) {
  for (const text of texts) {
    const code = /\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4}/.exec(text)?.[0];
    if (!code) continue;
    const page = /\/ket-qua\//.test(text) ? 'ket-qua' : 'tra-cuu';
    const secret = /[?&]k=([\w-]{1,64})/.exec(text)?.[1];
    say('Đã đọc được mã. Đang mở hồ sơ…');
    location.assign(`/${page}/${code}${secret ? `?k=${secret}` : ''}`);
    return true;
  }
  if (texts.length > 0)
    say('Đây không phải mã của giấy tiếp nhận hay kết quả. Hãy đưa đúng mã QR trên giấy vào khung.');
  return false;
}

/** What the browser can read by itself, else a worker that reads QR codes. @param {string} address */
function readerOf(address) {
  const detector = detectorOf();
  /** @type {Worker | undefined} */
  let worker;
  let asked = 0;
  /** @param {ImageData} pixels @returns {Promise<string>} */
  const ask = (pixels) =>
    new Promise((resolve) => {
      const thread = (worker ??= new Worker(address, { type: 'module' }));
      const id = (asked += 1);
      /** @param {MessageEvent<{ id: number, text: string }>} event */
      const hear = ({ data }) => {
        if (data.id !== id) return;
        thread.removeEventListener('message', hear);
        resolve(data.text);
      };
      thread.addEventListener('message', hear);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A worker is no window.
      thread.postMessage({ id, pixels });
    });
  /** @param {ImageBitmap} image @returns {Promise<string[]>} */
  return async (image) => {
    const seen = (await detector?.detect(image).catch(() => [])) ?? [];
    if (seen.length > 0) return seen.map(({ rawValue }) => rawValue);
    // A large photograph hides a small code in its grain, a small one loses it: two sizes find nearly all.
    for (const longest of [900, 1800]) {
      const text = await ask(pixelsOf(image, longest));
      if (text) return [text];
      if (Math.max(image.width, image.height) <= longest) break;
    }
    return [];
  };
}

/** @returns {Detector | undefined} */
function detectorOf() {
  const Made = /** @type {{ BarcodeDetector?: new (options: { formats: string[] }) => Detector }} */ (
    /** @type {unknown} */ (globalThis)
  ).BarcodeDetector;
  try {
    return Made && new Made({ formats: ['qr_code', 'code_128'] });
  } catch {
    return undefined;
  }
}

/** @param {ImageBitmap} image @param {number} longest */
function pixelsOf(image, longest) {
  const scale = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** @param {unknown} error */
function refusalOf(error) {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError')
    return 'Trình duyệt chưa được phép dùng máy ảnh. Bấm biểu tượng bên trái địa chỉ trang, chọn Quyền, cho phép Máy ảnh rồi bấm quét lại; hoặc chụp ảnh mã QR và chọn ảnh ở dưới.';
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return 'Máy này không có máy ảnh. Hãy chọn ảnh chụp mã QR, hoặc gõ mã hồ sơ.';
  return 'Chưa mở được máy ảnh (có thể ứng dụng khác đang dùng). Hãy thử lại, hoặc chọn ảnh chụp mã QR.';
}

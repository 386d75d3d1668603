// Reads a QR code out of pixels, in a thread of its own. It only answers the page; nothing leaves the device.
// @ts-check
import jsQR from 'jsqr';

addEventListener(
  'message',
  (/** @type {MessageEvent<{ id: number, pixels: ImageData }>} */ { data: { id, pixels } }) => {
    const found = jsQR(pixels.data, pixels.width, pixels.height);
    postMessage({ id, text: found?.data ?? '' });
  },
);

// Draws the icon as a PNG of the size that is its argument, and writes it to the file that is its second: a tick on a
// ground that fills the square, so that any mask leaves the tick. Node's own compression makes it a PNG.
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const [size, file] = [Number(process.argv[1]), process.argv[2]];
const GROUND = [0x1d, 0x4f, 0x5c];
const TICK = [[5, 8], [7, 11], [11, 5]];
// Of the icon's 16 units.
const HALF_WIDTH = 1;
// Points across each pixel, for smooth edges.
const FINE = 4;

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function isTick(x, y) {
  const point = [x, y];
  return Math.min(distance(point, TICK[0], TICK[1]), distance(point, TICK[1], TICK[2])) <= HALF_WIDTH;
}

function pixel(column, row) {
  let hits = 0;
  for (let i = 0; i < FINE * FINE; i++) {
    const [x, y] = [column + ((i % FINE) + 0.5) / FINE, row + (Math.floor(i / FINE) + 0.5) / FINE];
    if (isTick((x * 16) / size, (y * 16) / size)) hits++;
  }
  const white = hits / (FINE * FINE);
  return GROUND.map((part) => Math.round(part + (255 - part) * white));
}

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, end] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  end.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, end]);
}

const head = Buffer.alloc(13);
head.writeUInt32BE(size, 0);
head.writeUInt32BE(size, 4);
// Eight bits each of red, green and blue.
head.set([8, 2, 0, 0, 0], 8);
const rows = [];
for (let row = 0; row < size; row++) {
  rows.push(0);
  for (let column = 0; column < size; column++) rows.push(...pixel(column, row));
}
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const data = deflateSync(Buffer.from(rows), { level: 9 });
writeFileSync(file, Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]));

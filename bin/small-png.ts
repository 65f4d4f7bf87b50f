/** A screenshot in 256 colours: a third of the weight, and no eye sees the difference on a page of text. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])

interface Pixels {
  width: number
  height: number
  /** Three bytes a pixel. */
  rgb: Buffer
}

/** In: a PNG as Chromium writes one: eight bits a channel, with or without transparency, not interlaced. */
function decode(png: Buffer): Pixels {
  const parts: Buffer[] = []
  let width = 0
  let height = 0
  let channels = 3
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      channels = body[9] === 6 ? 4 : 3
    }
    if (type === 'IDAT') parts.push(body)
    at += length + 12
  }
  const plain = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels)
  const rgb = Buffer.alloc(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++)
    plain.copy(rgb, pixel * 3, pixel * channels, pixel * channels + 3)
  return { width, height, rgb }
}

/** Each line says first how it was foretold from the one above and the pixel before. */
function unfiltered(lines: Buffer, stride: number, height: number, channels: number): Buffer {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const how = lines[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? (out[y * stride + x - channels] ?? 0) : 0
      const up = y > 0 ? (out[(y - 1) * stride + x] ?? 0) : 0
      const corner = y > 0 && x >= channels ? (out[(y - 1) * stride + x - channels] ?? 0) : 0
      const foretold = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][how ?? 0] ?? 0
      out[y * stride + x] = (lines[y * (stride + 1) + 1 + x] ?? 0) + foretold
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

/** The 256 colours that are there most, and for each other colour the nearest of them. */
function palette({ rgb }: Pixels): { colours: number[]; indexOf: Map<number, number> } {
  const many = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3)
    many.set(colour, (many.get(colour) ?? 0) + 1)
  }
  const byNumber = [...many].toSorted(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour)
  const colours = byNumber.slice(0, 256)
  const indexOf = new Map(colours.map((colour, index) => [colour, index]))
  for (const colour of byNumber.slice(256)) indexOf.set(colour, nearest(colours, colour))
  return { colours, indexOf }
}

function nearest(colours: number[], wanted: number): number {
  const part = (colour: number, shift: number) => ((colour >> shift) & 255) - ((wanted >> shift) & 255)
  const apart = (colour: number) => part(colour, 16) ** 2 + part(colour, 8) ** 2 + part(colour, 0) ** 2
  let best = 0
  for (const [index, colour] of colours.entries())
    if (apart(colour) < apart(colours[best] as number)) best = index
  return best
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** In and out: a PNG. */
export function small(png: Buffer): Buffer {
  const pixels = decode(png)
  const { width, height, rgb } = pixels
  const { colours, indexOf } = palette(pixels)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a pixel, each the number of a colour.
  head[8] = 8
  head[9] = 3
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines[y * (width + 1) + 1 + x] = indexOf.get(rgb.readUIntBE((y * width + x) * 3, 3)) ?? 0
  const table = Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const DIGIT = /^\p{Nd}$/u;
/** Spaces, dashes of all kinds (minus, soft hyphen and the Japanese long mark among them), invisible marks. */
const FILLING = /[\s\p{Pd}\p{Cf}\u2212\u30fc]/gu;
/** More than any code with its spaces; longer input is no code, and is not worked on. */
const LONGEST = 64;

/** A typed code without spaces and dashes, full-width letters and the digits of any script as ASCII; null: too long. */
export function typedCode(text: string): string | null {
  if (text.length > LONGEST) return null;
  return text
    .normalize('NFKC')
    .replace(FILLING, '')
    .replace(/\p{Nd}/gu, asciiDigit);
}

/** Unicode keeps decimal digits in runs of ten, 0 to 9 (stability policy), so the place in the run is the value. */
function asciiDigit(digit: string): string {
  const point = Number(digit.codePointAt(0));
  let start = point;
  while (DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((point - start) % 10);
}

export function report(x: unknown) {
  console.log(JSON.stringify(x))
}

// Print the licence of every package that ends up in the bundle.
import { readFileSync, readdirSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const bundled = Object.entries(lock.packages).filter(([path, entry]) => path && !entry.dev);
for (const [path, { version }] of bundled) {
  const { name, license } = JSON.parse(readFileSync(`${path}/package.json`, "utf8"));
  const file = readdirSync(path).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(`${path}/${file}`, "utf8").trim() : license;
  process.stdout.write(`${name} ${version} (${license})\n\n${text}\n\n${"-".repeat(72)}\n\n`);
}

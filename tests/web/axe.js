// axe.js CHROMIUM PAGE...: prints what axe-core finds in each page, wide and narrow; status 1 if it finds anything.
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function read(browser, path, width) {
	const page = await browser.newPage();
	await page.setViewport({ width, height: 900 });
	await page.goto("file://" + path);
	await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
	await page.evaluate(axe);
	const found = (await page.evaluate(() => window.axe.run(document))).violations.map(
		(v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html).join(" ")}`,
	);
	if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth))
		found.push("the page is wider than the screen");
	await page.close();
	return found;
}

async function main([executablePath, ...paths]) {
	const browser = await puppeteer.launch({
		executablePath,
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
	});
	let count = 0;
	for (const path of paths)
		for (const width of [1200, 320])
			for (const line of await read(browser, path, width)) {
				console.log(`${path} at ${width}: ${line}`);
				count++;
			}
	await browser.close();
	process.exit(count === 0 ? 0 : 1);
}

main(process.argv.slice(2));

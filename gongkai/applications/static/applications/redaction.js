/* 区分处理：masks are drawn on the pages with mouse or pen and sent as fractions of the page. Without this script, and by
   touch, where drawing would keep the page from scrolling, the forms beside it do the same. */
(() => {
    const form = document.querySelector("[data-redact-drawn]");
    const pages = document.querySelector("[data-redact-pages]");
    if (!form || !pages) return;

    if (!window.matchMedia("(any-pointer: fine)").matches) return;

    const count = form.querySelector("[data-redact-count]");
    const drawn = [];
    let drawing = null;
    form.hidden = false;
    pages.classList.add("ap-pages--drawn");

    const place = (svg, event) => {
        const sheet = svg.getBoundingClientRect();
        const within = (value) => Math.min(100, Math.max(0, value));
        return [within(((event.clientX - sheet.left) / sheet.width) * 100), within(((event.clientY - sheet.top) / sheet.height) * 100)];
    };

    const show = ({ rect, from, to }) => {
        rect.setAttribute("x", Math.min(from[0], to[0]));
        rect.setAttribute("y", Math.min(from[1], to[1]));
        rect.setAttribute("width", Math.abs(from[0] - to[0]));
        rect.setAttribute("height", Math.abs(from[1] - to[1]));
    };

    const tell = () => {
        count.textContent = drawn.length ? `画出${drawn.length}处，尚未保存。` : "在页面上按住拖动，画出要遮盖的位置。";
    };

    const field = ({ page, from, to }) => {
        const sides = [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = "box";
        input.value = [page - 1, ...sides.map((side) => (side / 100).toFixed(5))].join(",");
        form.append(input);
        return input;
    };

    for (const svg of pages.querySelectorAll("svg[data-page]")) {
        svg.addEventListener("pointerdown", (event) => {
            if (event.button !== 0 || event.pointerType === "touch") return;
            event.preventDefault();
            svg.setPointerCapture(event.pointerId);
            const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
            rect.classList.add("ap-drawn");
            svg.append(rect);
            const from = place(svg, event);
            drawing = { page: Number(svg.dataset.page), rect, from, to: from };
        });
        svg.addEventListener("pointermove", (event) => {
            if (!drawing) return;
            drawing.to = place(svg, event);
            show(drawing);
        });
        svg.addEventListener("pointerup", () => {
            if (!drawing) return;
            const wide = Math.abs(drawing.from[0] - drawing.to[0]);
            const high = Math.abs(drawing.from[1] - drawing.to[1]);
            if (wide < 0.3 || high < 0.3) drawing.rect.remove();
            else drawn.push({ ...drawing, input: field(drawing) });
            drawing = null;
            tell();
        });
        svg.addEventListener("pointercancel", () => {
            drawing?.rect.remove();
            drawing = null;
        });
    }

    form.querySelector("[data-redact-undo]").addEventListener("click", () => {
        const last = drawn.pop();
        last?.rect.remove();
        last?.input.remove();
        tell();
    });
})();

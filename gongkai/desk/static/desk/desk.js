/* 工作台：starts Wagtail's pickers and inline panels from their data attributes. Wagtail starts them by scripts inside
   the page, which the content policy rightly forbids. */
(() => {
    const pickers = { date: "initDateChooser", time: "initTimeChooser", datetime: "initDateTimeChooser" };

    const start = (element) => {
        if (element.dataset.deskStarted || element.id.includes("__prefix__")) return;
        element.dataset.deskStarted = "yes";
        const options = JSON.parse(element.dataset.deskOptions);
        if (element.dataset.deskPicker) window[pickers[element.dataset.deskPicker]](element.id, options);
        else new window[element.dataset.deskPanel](options);
    };

    const startWithin = (root) => root.querySelectorAll("[data-desk-options]").forEach(start);

    document.addEventListener("DOMContentLoaded", () => {
        startWithin(document);
        new MutationObserver((changes) => {
            for (const change of changes)
                for (const node of change.addedNodes)
                    if (node.nodeType === Node.ELEMENT_NODE) {
                        if (node.matches("[data-desk-options]")) start(node);
                        startWithin(node);
                    }
        }).observe(document.body, { childList: true, subtree: true });
    });
})();

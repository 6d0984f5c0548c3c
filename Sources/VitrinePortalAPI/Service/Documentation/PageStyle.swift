/// How the page looks, on light and on dark screens, from 360 pixels of width on.
enum PageStyle {
    static let css: HTML = """
        :root {
          color-scheme: light dark;
          --text: #1b1f24; --quiet: #57606a; --page: #ffffff; --raised: #f4f6f8; --line: #d0d7de; --link: #0a58ca;
          --get: #0b5cad; --put: #8a4b00; --post: #1a6b2f; --delete: #b3261e; --badge: #ffffff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --text: #e6e9ed; --quiet: #a3adb8; --page: #14171b; --raised: #1e2329; --line: #39414a; --link: #7ab7ff;
            --get: #8cc4ff; --put: #ffc078; --post: #8ddb9c; --delete: #ffa8a1; --badge: #14171b;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
          overflow-wrap: break-word;
        }
        a { color: var(--link); text-underline-offset: 0.15em; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        code, pre { font: 0.875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
        code { overflow-wrap: anywhere; }
        p code, td code { background: var(--raised); border-radius: 0.25em; padding: 0.1em 0.25em; }
        .skip { position: absolute; left: -100vw; padding: 0.75rem 1rem; background: var(--page); }
        .skip:focus { left: 0; top: 0; z-index: 1; }

        nav { padding: 1rem; background: var(--raised); border-bottom: 1px solid var(--line); }
        nav ul { list-style: none; margin: 0; padding: 0; }
        nav > ul > li > a { font-weight: 600; }
        nav a { display: block; padding: 0.2rem 0; text-decoration: none; }
        nav a:hover { text-decoration: underline; }
        nav li li a { color: var(--text); font-size: 0.9rem; display: flex; gap: 0.5rem; align-items: baseline; }
        nav .method { flex: none; width: 5em; padding: 0.1em 0; text-align: center; }

        header, main { padding: 0 1rem; max-width: 60rem; }
        header p { margin: 0.5rem 0 1rem; }
        main { padding-bottom: 4rem; }
        main > p, section > p, article > p:not(.route) { max-width: 45rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; }
        h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 0.75rem; padding-top: 0.75rem; border-top: 2px solid var(--line); }
        h3 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
        h4 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
        header p, .need, caption, .note, .example, .headers, figcaption { color: var(--quiet); }
        .operation { margin-top: 2.5rem; padding-top: 0.25rem; border-top: 1px solid var(--line); }
        .operation h3 { font-size: 1.25rem; margin-top: 1.25rem; }
        .route { display: flex; gap: 0.6rem; align-items: baseline; margin: 0.5rem 0; padding: 0.6rem 0.75rem; background: var(--raised); border-radius: 0.375rem; }
        .route code { background: none; padding: 0; font-size: 0.95rem; }
        .need { margin: 0.5rem 0; font-size: 0.9rem; }
        .need strong { color: var(--text); }

        .method {
          display: inline-block; padding: 0.1em 0.5em; border-radius: 0.25em; background: var(--quiet); color: var(--badge);
          font-size: 0.75rem; font-weight: 700; letter-spacing: 0.03em; white-space: nowrap;
        }
        .method.get { background: var(--get); }
        .method.put { background: var(--put); }
        .method.post { background: var(--post); }
        .method.delete { background: var(--delete); }
        .status { font-weight: 700; font-variant-numeric: tabular-nums; }

        table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0.5rem 0 1rem; font-size: 0.95rem; }
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        th, td { padding: 0.5rem 0.75rem 0.5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        thead th { font-size: 0.8rem; font-weight: 600; color: var(--quiet); }
        th:first-child { width: 34%; }
        .short th:first-child { width: 4.5rem; }
        tbody th { font-weight: 600; overflow-wrap: anywhere; }
        .note { display: inline-block; margin-right: 0.5em; font-size: 0.8rem; font-weight: 400; }
        tbody th > code { display: block; }
        .example, .headers { display: block; margin-top: 0.25rem; font-size: 0.875rem; }
        tr:target, section:target > h3, article:target > h3 { background: var(--raised); }

        figure { margin: 0.75rem 0 1rem; }
        figcaption { font-size: 0.85rem; margin-bottom: 0.25rem; }
        pre { margin: 0; padding: 0.75rem; background: var(--raised); border: 1px solid var(--line); border-radius: 0.375rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        pre code { font-size: 1em; }

        @media (min-width: 64rem) {
          body { display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
          nav {
            grid-column: 1; grid-row: 1 / span 2; align-self: start; position: sticky; top: 0; height: 100vh;
            overflow-y: auto; border-bottom: 0; border-right: 1px solid var(--line);
          }
          header, main { grid-column: 2; padding-left: 3rem; padding-right: 3rem; }
          .even th:first-child { width: 18rem; }
        }
        @media print {
          nav, .skip { display: none; }
        }
        """
}

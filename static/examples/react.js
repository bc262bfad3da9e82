// A return as a component of React. With a bundler: import "care-returns/care-return.js".
import "../care-return.js";

const { createElement: h, StrictMode, useEffect, useRef, useState } = window.React;

function Return({ name, heading, onSubmitted }) {
  const element = useRef(null);
  // React 18 listens to no event of a custom element by itself.
  useEffect(() => {
    const { current } = element;
    const told = ({ detail }) => onSubmitted(detail);
    current.addEventListener("care-return:submitted", told);
    return () => current.removeEventListener("care-return:submitted", told);
  }, [onSubmitted]);
  return h("care-return", { ref: element, backend: "/api", return: name, "heading-level": heading });
}

function Portal() {
  const [receipt, setReceipt] = useState(null);
  return h("main", null,
    h("h1", null, "Your returns"),
    h("p", { role: "status" }, receipt ? `We have your return: ${receipt.reference}` : "One return is due."),
    h(Return, { name: "capacity-workforce", heading: 2, onSubmitted: setReceipt }));
}

window.ReactDOM.createRoot(document.getElementById("app")).render(h(StrictMode, null, h(Portal)));

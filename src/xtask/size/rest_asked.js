// Runs in the page, under the driver. Answers once the page has asked for what comes behind the first question.
const done = arguments[arguments.length - 1];
const observer = new PerformanceObserver((list) => {
  if (list.getEntries().some(({ name }) => name.includes("/rest-"))) {
    observer.disconnect();
    done(true);
  }
});
observer.observe({ type: "resource", buffered: true });

/**
 * A browser that follows a link from another site does not show its cookie, and so sees this page although the token was
 * entered before. Asked from here it does.
 */
if (location.pathname.endsWith("/") && !document.getElementById("message").textContent) {
  const response = await fetch("api/experiments", { headers: { Accept: "application/json" } }).catch(() => undefined);
  if (response !== undefined && response.status !== 401) {
    location.replace(location.href);
  }
}

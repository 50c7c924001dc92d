// Nicer with, whole without: the focus goes to what went wrong.
document.getElementById("summary")?.focus();

// Starts the API reference on <div id="swagger-ui" data-url="…">; swagger-ui-bundle.js is loaded before this file.
const place = document.getElementById("swagger-ui");

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.url,
  deepLinking: true,
  validatorUrl: null, // nothing about this service is sent to anybody
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
});

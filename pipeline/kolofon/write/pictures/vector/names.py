"""The elements, attributes and properties that a vector picture in a book may have.

They are those of SVG 2 (W3C Candidate Recommendation of 4 October 2018: appendices F, G and I) that draw something and
do not move; of the properties also those of CSS by which letters are set.
"""

__all__ = ["ATTRIBUTES", "ELEMENTS", "IDLE_ATTRIBUTES", "IDLE_ELEMENTS", "IDLE_PROPERTIES", "PROPERTIES", "WITH_TEXT"]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_BOX = "x y width height"
_FILTER = f"{_BOX} result"
_GRADIENT = "gradientTransform gradientUnits href spreadMethod"
_TEXT = "dx dy lengthAdjust rotate textLength x y"
_TRANSFER = "amplitude exponent intercept offset slope tableValues type"
_VIEW = "preserveAspectRatio viewBox"

ELEMENTS = {
    name: _words(attributes)
    for name, attributes in {
        "circle": "cx cy pathLength r",
        "clipPath": "clipPathUnits",
        "defs": "",
        "desc": "",
        "ellipse": "cx cy pathLength rx ry",
        "feBlend": f"{_FILTER} in in2 mode",
        "feColorMatrix": f"{_FILTER} in type values",
        "feComponentTransfer": f"{_FILTER} in",
        "feComposite": f"{_FILTER} in in2 k1 k2 k3 k4 operator",
        "feConvolveMatrix": f"{_FILTER} bias divisor edgeMode in kernelMatrix kernelUnitLength order preserveAlpha"
        " targetX targetY",
        "feDiffuseLighting": f"{_FILTER} diffuseConstant in kernelUnitLength surfaceScale",
        "feDisplacementMap": f"{_FILTER} in in2 scale xChannelSelector yChannelSelector",
        "feDistantLight": "azimuth elevation",
        "feDropShadow": f"{_FILTER} dx dy in stdDeviation",
        "feFlood": _FILTER,
        "feFuncA": _TRANSFER,
        "feFuncB": _TRANSFER,
        "feFuncG": _TRANSFER,
        "feFuncR": _TRANSFER,
        "feGaussianBlur": f"{_FILTER} edgeMode in stdDeviation",
        "feImage": f"{_FILTER} href preserveAspectRatio",
        "feMerge": _FILTER,
        "feMergeNode": "in",
        "feMorphology": f"{_FILTER} in operator radius",
        "feOffset": f"{_FILTER} dx dy in",
        "fePointLight": "x y z",
        "feSpecularLighting": f"{_FILTER} in kernelUnitLength specularConstant specularExponent surfaceScale",
        "feSpotLight": "limitingConeAngle pointsAtX pointsAtY pointsAtZ specularExponent x y z",
        "feTile": f"{_FILTER} in",
        "feTurbulence": f"{_FILTER} baseFrequency numOctaves seed stitchTiles type",
        "filter": f"{_BOX} filterRes filterUnits href primitiveUnits",
        "g": "",
        "image": f"{_BOX} href preserveAspectRatio",
        "line": "pathLength x1 x2 y1 y2",
        "linearGradient": f"{_GRADIENT} x1 x2 y1 y2",
        "marker": f"{_VIEW} markerHeight markerUnits markerWidth orient refX refY",
        "mask": f"{_BOX} maskContentUnits maskUnits",
        "path": "d pathLength",
        "pattern": f"{_BOX} {_VIEW} href patternContentUnits patternTransform patternUnits",
        "polygon": "pathLength points",
        "polyline": "pathLength points",
        "radialGradient": f"{_GRADIENT} cx cy fr fx fy r",
        "rect": f"{_BOX} pathLength rx ry",
        "stop": "offset",
        "style": "media type",
        "svg": f"{_BOX} {_VIEW} baseProfile version zoomAndPan",
        "switch": "",
        "symbol": f"{_BOX} {_VIEW} refX refY",
        "text": _TEXT,
        "textPath": f"{_TEXT} href method path side spacing startOffset",
        "title": "",
        "tspan": _TEXT,
        "use": f"{_BOX} href",
    }.items()
}
"""Elements for drawing, with the attributes that each may have besides `ATTRIBUTES` and `PROPERTIES`."""

WITH_TEXT = _words("desc style text textPath title tspan")
"""The elements in which text has a meaning."""

ATTRIBUTES = _words("class id lang role style systemLanguage transform xml:lang xml:space")
"""The attributes that any element may have, besides `aria-*`."""

PROPERTIES = _words(
    """
    alignment-baseline background-color baseline-shift baseline-source clip clip-path clip-rule color
    color-interpolation color-interpolation-filters cx cy d direction display dominant-baseline fill fill-opacity
    fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning
    font-language-override font-optical-sizing font-size font-size-adjust font-stretch font-style font-synthesis
    font-variant font-variant-alternates font-variant-caps font-variant-east-asian font-variant-ligatures
    font-variant-numeric font-variant-position font-variation-settings font-weight glyph-orientation-horizontal
    glyph-orientation-vertical height hyphens image-rendering isolation kerning letter-spacing lighting-color
    line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow overflow-x
    overflow-y paint-order r rx ry shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tab-size text-align text-align-last
    text-anchor text-decoration text-decoration-color text-decoration-line text-decoration-skip-ink
    text-decoration-style text-decoration-thickness text-emphasis text-indent text-orientation text-overflow
    text-rendering text-shadow text-transform text-underline-offset text-underline-position transform transform-box
    transform-origin unicode-bidi vector-effect visibility white-space width word-break word-spacing writing-mode x
    y
    """
)
"""The properties that a style may set; nearly all are also attributes of the same name."""

IDLE_ELEMENTS = _words("metadata view")
"""Elements that show nothing in a book, and are removed without a report."""

IDLE_ATTRIBUTES = _words(
    "content contentScriptType contentStyleType externalResourcesRequired requiredFeatures tabindex xml:base"
)
"""As `IDLE_ELEMENTS`, for attributes; so are `data-*`, and those in the namespace of a drawing program."""

IDLE_PROPERTIES = _words(
    """
    color-profile color-rendering color-scheme cursor enable-background font-synthesis-weight inline-size margin
    max-height max-width min-height min-width padding pointer-events shape-inside shape-margin shape-padding
    shape-subtract solid-color solid-opacity touch-action user-select will-change
    """
)
"""As `IDLE_ELEMENTS`, for properties; so is one with a prefix, such as `-inkscape-stroke`."""

# efter.yaml of all förbund at once (forbund=*), once more by other keys.
s/^parameters:/&\
  upplaga: {default: "1"}/
s/"${edition}"/"${period}-${upplaga}"/
/^editions:/d

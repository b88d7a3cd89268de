resource origin 'Microsoft.Cdn/profiles/originGroups/origins@2024-02-01' = {
  name: 'example/group/web'
  properties: {
    hostName: 'origin.example.com'
    enforceCertificateNameCheck: false
  }
}

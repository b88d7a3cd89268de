resource netAppAccount 'Microsoft.NetApp/netAppAccounts@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    activeDirectories: [
      {
        domain: 'example.com'
        aesEncryption: true
        ldapOverTLS: true
        ldapSigning: true
      }
    ]
  }
}

param setting string

resource connection 'Microsoft.Network/connections@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    connectionType: 'IPsec'
    ipsecPolicies: [
      {
        dhGroup: setting
        ikeEncryption: 'AES256'
        ikeIntegrity: 'SHA256'
        ipsecEncryption: 'AES256'
        ipsecIntegrity: 'SHA256'
      }
    ]
  }
}

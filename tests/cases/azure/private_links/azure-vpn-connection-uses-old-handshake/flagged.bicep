resource connection 'Microsoft.Network/connections@2023-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    connectionType: 'IPsec'
    connectionProtocol: 'IKEv1'
  }
}
